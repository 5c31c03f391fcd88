// Production files of a world: examined and planned by the SDK before anything happens, published as manifests when they are
// issued.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { UserError } from "@openrobotid/kit/command";
import { InputError, refuse } from "@openrobotid/kit/input";
import { type ModelId, type RobotId, serialOf } from "@openrobotid/sdk";
import {
  ManifestExistsError,
  type PlanFileReturnType,
  ProductionFileError,
  planFile,
} from "@openrobotid/sdk/batch";

/** A production file that can be issued. */
export type Production = PlanFileReturnType & {
  /** Path of the file. */
  file: string;
  counterWidth: number | undefined;
};

/** Examines a production file, unit by unit. Throws `InputError`. */
export async function readProduction(
  file: string,
  model: ModelId,
  counterWidth: number | undefined,
): Promise<Production> {
  if (!existsSync(file)) {
    const fault = { file, line: 1, column: 1, field: "", value: undefined };
    refuse([{ ...fault, expected: "a file that can be read" }]);
  }
  try {
    return { ...(await planFile({ file, model, counterWidth })), file, counterWidth };
  } catch (error) {
    if (!(error instanceof ProductionFileError)) throw error;
    throw new InputError(
      error.issues.map(({ line, column: field = "", value, reason }) => ({
        file,
        line,
        field,
        value,
        expected: reason.replace(/^expected /, ""),
      })),
      error.issueCount,
    );
  }
}

/** Writes the manifest of a production file under the name that its address ends with, and tells the path. */
export async function publishManifest(
  { file, model, counterWidth }: Production,
  manifestUri: string,
  folder: string,
): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const manifest = join(folder, basename(new URL(manifestUri).pathname));
  try {
    await planFile({ file, model, counterWidth, manifest });
  } catch (error) {
    if (error instanceof ManifestExistsError) throw new UserError(error.shortMessage);
    throw error;
  }
  return manifest;
}

/** Serials of a published manifest, in the order of the production file. */
export function serialsOf(manifest: string): string[] {
  const found = readFileSync(manifest, "utf8").matchAll(/^\{"robotId":"(\w{29})"/gm);
  return Array.from(found, ([, id]) => serialOf(id as RobotId));
}
