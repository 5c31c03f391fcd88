// The vault as a process: `npm run vault -- --config vault.toml`.
import { serviceCommand } from "@openrobotid/network/service";
import { readSettings } from "./config.js";
import { start } from "./start.js";

const usage = `Keeps the documents that robots' histories commit to, and shows them to the entitled alone.

  npm run vault -- --config FILE

  --config FILE  settings in TOML; environment variables VAULT_… override it
  --check        reads the settings, says what is wrong with them, and ends

The settings are in docs/vault.md. Make its keys with: npm run vault:tool -- keygen --out FILE
`;

await serviceCommand(usage, readSettings, start);
