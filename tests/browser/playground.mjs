// The playground as its visitors use it.

/// How long anything may take on a busy machine.
const PATIENCE_MS = 60_000;

export const [OPERATION, VARIABLES, RESPONSE] = ['operation.graphql', 'variables.json', 'response.json'];

export class Playground {
  /// A page of a visitor with the playground, or with what stands behind its address.
  static async open(visitor, origin, rest = '') {
    visitor.setDefaultTimeout(PATIENCE_MS);
    const playground = new Playground();
    playground.page = await visitor.newPage();
    playground.address = new URL('playground/', origin).href;
    await playground.page.goto(playground.address + rest);
    await playground.ready();
    if (!rest) await playground.answered();
    return playground;
  }

  /// Waits for the editors, and for the schema that they complete from.
  async ready() {
    await this.page.locator('.graphiql-query-editor .view-line').first().waitFor();
    await this.page.locator('button[aria-label^="Re-fetch GraphQL schema"]:enabled').waitFor();
  }

  /// Waits for the answer that a first visit begins with.
  answered() {
    return this.page.locator('.graphiql-response .view-line', { hasText: '"data"' }).first().waitFor();
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  tabs() {
    return this.page.locator('.graphiql-tab').allInnerTexts();
  }

  /// What an editor holds.
  text(editor) {
    return this.page.evaluate((name) => {
      const models = window.__MONACO.editor.getModels();
      return models.find(({ uri }) => uri.path.endsWith(name)).getValue();
    }, editor);
  }

  /// Waits until an editor holds a text.
  until(editor, text) {
    const holds = ([name, text]) => {
      const models = window.__MONACO.editor.getModels();
      return models.find(({ uri }) => uri.path.endsWith(name))?.getValue() === text;
    };
    return this.page.waitForFunction(holds, [editor, text]);
  }

  /// Does what asks the server something; what was asked, and the answer once it is shown.
  async asked(act) {
    const arrived = this.page.waitForResponse((response) => response.request().method() === 'POST' && !isIntrospection(response));
    await act();
    const response = await arrived;
    const answer = await response.json();
    await this.until(RESPONSE, JSON.stringify(answer, null, 2));
    return { question: response.request().postDataJSON(), answer };
  }

  /// Empties an editor and types.
  async type(editor, text) {
    const place = { [OPERATION]: '.graphiql-query-editor', [VARIABLES]: '.graphiql-editor-tool' }[editor];
    await this.page.locator(`${place} .monaco-editor`).first().click();
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.press('Delete');
    await this.page.keyboard.type(text);
  }
}

const isIntrospection = (response) => response.request().postDataJSON().operationName === 'IntrospectionQuery';
