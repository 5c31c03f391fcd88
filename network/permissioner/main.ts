// The permissioner as a process: `npm run network:permissioner -- --config permissioner.toml`.
import { serviceCommand } from "../src/service.js";
import { readSettings } from "./config.js";
import { start } from "./start.js";

const usage = `Keeps the allowlists of a Besu node to what the contracts say.

  npm run network:permissioner -- --config FILE

  --config FILE  settings in TOML; environment variables PERMISSIONER_… override it
  --check        reads the settings, says what is wrong with them, and ends

The settings are in network/README.md.
`;

await serviceCommand(usage, readSettings, start);
