// The permissioner as a process: `npm run network:permissioner -- --config permissioner.toml`.
import { command } from "@openrobotid/kit/command";
import { readSettings } from "./config.js";
import { start } from "./start.js";

const usage = `Keeps the allowlists of a Besu node to what the contracts say.

  npm run network:permissioner -- --config FILE

  --config FILE  settings in TOML; environment variables PERMISSIONER_… override it
  --check        reads the settings, says what is wrong with them, and ends

The settings are in network/README.md.
`;

await command(
  usage,
  { config: { type: "string" }, check: { type: "boolean" } },
  async ({ config, check }) => {
    const settings = readSettings(config, process.env);
    if (check) return;
    const running = await start(settings);
    await new Promise<void>((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
    });
    await running.stop();
  },
);
