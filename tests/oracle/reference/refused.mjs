// What is thrown where a request breaks a rule of the API that is none of GraphQL's.

export class Refused extends Error {}
