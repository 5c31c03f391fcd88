// The witness as a process: `npm run network:witness -- --config witness.toml`.
import { serviceCommand } from "../src/service.js";
import { readSettings } from "./config.js";
import { start } from "./start.js";

const usage = `Cosigns the blocks that are proven, one a minute, and compares what the witnesses of the other members cosigned.

  npm run network:witness -- --config FILE

  --config FILE  settings in TOML; environment variables WITNESS_… override it
  --check        reads the settings, says what is wrong with them, and ends

The settings are in docs/witnesses.md. Make its key with: npm run network:witness-tool -- keygen
`;

await serviceCommand(usage, readSettings, start);
