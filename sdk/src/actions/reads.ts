// Every action that reads, one line a file: what this lists, `registryReadActions` puts on a client.
export * from "./consentTypedData.js";
export * from "./deviceChallenge.js";
export * from "./prepareConsent.js";
export * from "./proposalIdOf.js";
