// In what a node keeps the state, and what it can then prove of it (EIP-1186).
import { UserError } from "@openrobotid/kit/command";

/** Formats of Besu (`data-storage-format`). */
export const STORAGE_FORMATS = ["FOREST", "X_BONSAI_ARCHIVE", "BONSAI"] as const;

/** A format of Besu. */
export type StorageFormat = (typeof STORAGE_FORMATS)[number];

/** What a format keeps, in a sentence. */
const KEEPS: Readonly<Record<StorageFormat, string>> = {
  FOREST: "FOREST keeps the state of every block and proves any of it.",
  X_BONSAI_ARCHIVE:
    "X_BONSAI_ARCHIVE keeps the state of every block in less space, and proves any of it with Xbonsai-archive-state-proofs-enabled, which is set. Besu calls both experimental.",
  BONSAI:
    "BONSAI, what Besu takes by itself, keeps and proves the state of the latest 512 blocks alone (bonsai-historical-block-limit).",
};

/**
 * Reads a format.
 *
 * @throws UserError where Besu has none of that name, saying which there are and what they keep.
 */
export function storageFormatOf(text: string): StorageFormat {
  const found = STORAGE_FORMATS.find((format) => format === text.toUpperCase());
  if (found !== undefined) return found;
  throw new UserError(
    `"${text}" is no storage format. There are:\n${STORAGE_FORMATS.map((format) => `  ${KEEPS[format]}`).join("\n")}`,
  );
}

/** What somebody who chooses a format is told. A warning where it keeps less than the others' nodes. */
export function storageText(format: StorageFormat): string {
  if (format !== "BONSAI") return KEEPS[format];
  return `Warning: ${KEEPS[format]} An index that is built again, or a court that asks for an older state, gets none from this node and has to ask another member. Evidence needs no old state: it is proven at the newest block. FOREST and X_BONSAI_ARCHIVE keep every state.`;
}

/** The options of Besu for a format. */
export function storageOptions(format: StorageFormat): Record<string, string | boolean> {
  return {
    "data-storage-format": format,
    ...(format === "X_BONSAI_ARCHIVE" && { "Xbonsai-archive-state-proofs-enabled": true }),
  };
}
