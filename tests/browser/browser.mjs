// A browser that reaches nothing but the server under test, and notes what goes wrong in its pages.

import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-quic',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
];

export class Browser {
  /// Requests to elsewhere, which were refused; violations of pages' policies; errors that pages had or told.
  foreign = [];
  violations = [];
  errors = [];
  #browser;
  #origin;

  /// Starts it, with a profile of its own.
  static async start(executablePath, origin) {
    const browser = new Browser();
    browser.#origin = new URL(origin).origin;
    browser.#browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });
    return browser;
  }

  /// A visitor who was never here before.
  async visitor(options = {}) {
    const context = await this.#browser.newContext({ viewport: { width: 1400, height: 850 }, ...options });
    await context.route('**/*', (route) => {
      if (new URL(route.request().url()).origin === this.#origin) return route.continue();
      this.foreign.push(route.request().url());
      return route.abort();
    });
    await context.exposeFunction('noteViolation', (text) => this.violations.push(text));
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        window.noteViolation(`${event.violatedDirective} of ${event.documentURI}: ${event.blockedURI}`);
      });
    });
    context.on('page', (page) => {
      page.on('console', (message) => message.type() === 'error' && this.errors.push(message.text()));
      page.on('pageerror', (error) => this.errors.push(String(error)));
    });
    return context;
  }

  close() {
    return this.#browser.close();
  }
}
