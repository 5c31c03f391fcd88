// The contracts that keep a log, as the tests know them.

export const LOGS = [
  "authorityRegistry",
  "consortium",
  "consortiumGovernor",
  "dossier",
  "recallRegistry",
  "registryModules",
  "robotRegistry",
  "signedActs",
] as const;
