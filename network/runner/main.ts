// `npm run network`: a network of validators and observers on this machine, until Ctrl-C.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { command, UserError } from "@openrobotid/kit/command";
import { NO_BESU, NoBesuError } from "./besu-command.js";
import { giveOrder } from "./control.js";
import { runNetwork } from "./run-network.js";

const FOLDER = fileURLToPath(new URL("../local/network", import.meta.url));

const usage = `A consortium chain on this machine: validators and observers, each a process of Besu, until Ctrl-C.

  npm run network -- [options]

  --folder FOLDER         where it is made (network/local/network); what is there of an earlier run is deleted
  --validators N          4, at most 16; 3 and 4 go on with one off, 7 with two
  --observers N           1
  --first-port PORT       21600; each node takes three
  --empty-block-period S  seconds between blocks while there is nothing to write: 5
  --all                   beside it a permissioner for each node, the index with its API, and the pages
  --index-port, --web-port PORT   where those two answer (42069, 8080, or any that is free)

While it runs, from another terminal (with its --folder):

  npm run network -- --down N    stops validator N
  npm run network -- --up N      starts it again
  npm run network:play           plays the example world on it

Needs Besu 26.8.1 or newer: in BESU_HOME, on PATH, or Docker. Without it the command ends with ${NO_BESU}. Each node takes up to
1.5 GiB of memory; BESU_OPTS=-Xmx512m makes them smaller.
`;

await command(
  usage,
  {
    folder: { type: "string", default: FOLDER },
    validators: { type: "string", default: "4" },
    observers: { type: "string", default: "1" },
    "first-port": { type: "string", default: "21600" },
    "empty-block-period": { type: "string", default: "5" },
    all: { type: "boolean", default: false },
    "index-port": { type: "string" },
    "web-port": { type: "string" },
    down: { type: "string" },
    up: { type: "string" },
  },
  async (options) => {
    const whole = (name: string, text: string | undefined, least: number, most: number) => {
      const value = Number(text);
      if (Number.isInteger(value) && value >= least && value <= most) return value;
      throw new UserError(
        `--${name} takes a whole number from ${least} to ${most}, not "${text}".`,
      );
    };
    const folder = resolve(options.folder);
    if (options.down !== undefined && options.up !== undefined) {
      throw new UserError("--down and --up are one order each: give one of them.");
    }
    for (const order of ["down", "up"] as const) {
      const number = options[order];
      if (number === undefined) continue;
      console.log(await giveOrder(folder, order, whole(order, number, 1, 16)));
      return;
    }
    try {
      await runNetwork({
        folder,
        validators: whole("validators", options.validators, 1, 16),
        observers: whole("observers", options.observers, 0, 16),
        firstPort: whole("first-port", options["first-port"], 1024, 65_000),
        emptyBlockPeriodSeconds: whole("empty-block-period", options["empty-block-period"], 2, 600),
        all: options.all,
        ports: { index: options["index-port"], web: options["web-port"] },
      });
    } catch (error) {
      if (!(error instanceof NoBesuError)) throw error;
      process.stderr.write(`\n${error.message}\n`);
      process.exitCode = NO_BESU;
    }
  },
);
