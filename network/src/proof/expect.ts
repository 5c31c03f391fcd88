// How the steps of a proof say what they found.

/** Notes what is not as it must be, as a sentence. */
export type Expect = (what: string, found: unknown, expected: unknown) => void;
