/** What a question may be made of: enough for a page of robots with their histories, too little to go through the index. */
export const GRAPHQL_LIMITS = {
  maxOperationTokens: 500,
  maxOperationDepth: 8,
  maxOperationAliases: 10,
  /** Robots that an answer may tell about: each is written down as a look. */
  maxRobots: 10_000,
} as const;
