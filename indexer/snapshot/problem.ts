/** What the person at the keyboard can put right: shown without a stack, and the command ends with 2. */
export class SnapshotError extends Error {
  override readonly name: string = "SnapshotError";
}

/** The files are not what they say, or not of this registry: what was taken of them is thrown away. */
export class ForgedError extends SnapshotError {
  override readonly name = "ForgedError";
}
