// Where the parts of the sandbox listen. Nothing of it can be reached from another machine.
import { UserError } from "../command.js";
import { freePort, isFree } from "../ports.js";

export const HOST = "127.0.0.1";

/** The ports that the parts have where nobody else does. */
export const USUAL_PORTS = { chain: 8545, index: 42069, web: 8080, witness: 9647 } as const;

export type PartName = keyof typeof USUAL_PORTS;
export type Ports = Readonly<Record<PartName, number>>;

/** What was asked for, by part. */
export type WantedPorts = Readonly<Partial<Record<PartName, string | undefined>>>;

/**
 * A port for each part: the one that was asked for, which must be free; otherwise the usual one, or any other where that is
 * taken. 0 stands for any.
 */
export async function choosePorts(wanted: WantedPorts): Promise<Ports> {
  const chosen: Partial<Record<PartName, number>> = {};
  for (const part of Object.keys(USUAL_PORTS) as PartName[]) {
    chosen[part] = await choosePort(part, wanted[part], Object.values(chosen));
  }
  return chosen as Ports;
}

async function choosePort(
  part: PartName,
  wanted: string | undefined,
  taken: readonly number[],
): Promise<number> {
  const port = wanted === undefined ? USUAL_PORTS[part] : portOf(part, wanted);
  if (port === 0) return await freePort();
  if (!taken.includes(port) && (await isFree(port))) return port;
  if (wanted === undefined) return await freePort();
  throw new UserError(
    `--${part}-port: ${port} is taken. Leave it out, and a free one is chosen where ${USUAL_PORTS[part]} is taken.`,
  );
}

function portOf(part: PartName, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port <= 65_535) return port;
  throw new UserError(`--${part}-port: found "${text}", expected a whole number from 0 to 65535.`);
}
