// The witness as a process: `npm run network:witness -- --config witness.toml`.
import { command } from "../../scripts/command.js";
import { readSettings } from "./config.js";
import { start } from "./start.js";

const usage = `Cosigns the blocks that are proven, one a minute, and compares what the witnesses of the other members cosigned.

  npm run network:witness -- --config FILE

  --config FILE  settings in TOML; environment variables WITNESS_… override it
  --check        reads the settings, says what is wrong with them, and ends

The settings are in docs/witnesses.md. Make its key with: npm run network:witness-tool -- keygen
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
