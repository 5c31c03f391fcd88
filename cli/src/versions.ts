// Versions of what runs.
import { createRequire } from "node:module";
import { SDK_VERSION } from "@openrobotid/sdk";

const { version } = createRequire(import.meta.url)("../package.json") as { version: string };

/** Of the command and of the SDK. */
export const VERSIONS = { cli: version, sdk: SDK_VERSION } as const;
