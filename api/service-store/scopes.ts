/** What a key is for. What each may see is told by `src/api/access/scopes.ts`. */
export const SCOPES = ["insurer", "investigator", "maker", "authority", "owner"] as const;

/** One of {@link SCOPES}. */
export type Scope = (typeof SCOPES)[number];
