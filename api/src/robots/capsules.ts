// Capsules that this member signs, where it has a witness's key here: made of what the chain says now, through the nodes that the API asks.
import { readFileSync } from "node:fs";
import { SettingsError } from "@openrobotid/indexer/settings";
import type { RobotId } from "@openrobotid/sdk";
import { getRobot, getSeats } from "@openrobotid/sdk/actions";
import { type DeploymentJson, robotIdChain } from "@openrobotid/sdk/chains";
import { createSoftwareSigner, type DeviceSigner } from "@openrobotid/sdk/device";
import { endpointTransport } from "@openrobotid/sdk/endpoint";
import { capsuleClaims, makeCapsule } from "@openrobotid/sdk/witness";
import { createClient } from "viem";
import { nodesOf } from "../service.js";
import type { ApiSettings } from "../settings.js";

/** How long a capsule is given again, in seconds: about the time between two checkpoints. */
const FRESH = 60;
/** Most capsules that are kept. */
const MOST = 1000;

/** A capsule, and who signed it. */
export interface MadeCapsule {
  readonly text: string;
  /** Name of the seat. */
  readonly seatName: string;
  /** Number of the block that it is of. */
  readonly block: number;
}

/** Makes capsules. */
export class Capsules {
  readonly #seat: number;
  readonly #signer: Promise<DeviceSigner>;
  readonly #client;
  readonly #chainId: number;
  readonly #kept = new Map<RobotId, { readonly at: number; readonly made: Promise<MadeCapsule> }>();
  #name: Promise<string> | undefined;

  constructor({ keyFile, seat }: { keyFile: string; seat: number }, settings: ApiSettings) {
    this.#seat = seat;
    this.#signer = createSoftwareSigner(keyIn(keyFile));
    // Told where one is asked for.
    this.#signer.catch(() => undefined);
    const [node = ""] = nodesOf(settings);
    const { deployment } = settings;
    this.#chainId = deployment.chainId;
    const chain = robotIdChain({
      deployment: deployment as unknown as DeploymentJson,
      rpcUrls: [node.split("#")[0] ?? node],
    });
    this.#client = createClient({ chain, transport: endpointTransport(node), cacheTime: 0 });
  }

  /** The capsule of a robot: a new one, or one that was made within the last minute. */
  async of(id: RobotId, now = Date.now() / 1000): Promise<MadeCapsule> {
    const kept = this.#kept.get(id);
    if (kept && now - kept.at < FRESH) return await kept.made;
    const made = this.#make(id, Math.floor(now));
    this.#kept.delete(id);
    this.#kept.set(id, { at: now, made });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST) break;
      this.#kept.delete(oldest);
    }
    made.catch(() => this.#kept.delete(id));
    return await made;
  }

  async #make(id: RobotId, issuedAt: number): Promise<MadeCapsule> {
    const robot = await getRobot(this.#client, { id });
    const claims = capsuleClaims(robot, { chainId: this.#chainId, seat: this.#seat, issuedAt });
    const text = await makeCapsule(claims, await this.#signer);
    this.#name ??= this.#nameOfSeat();
    this.#name.catch(() => {
      this.#name = undefined;
    });
    return { text, seatName: await this.#name, block: claims.block };
  }

  async #nameOfSeat(): Promise<string> {
    const seats = await getSeats(this.#client);
    return seats.find(({ seat }) => Number(seat) === this.#seat)?.name ?? `#${this.#seat}`;
  }
}

/** The key in a file. What is in it is never shown. */
function keyIn(file: string) {
  try {
    const { kty, crv, x, y, d } = JSON.parse(readFileSync(file, "utf8"));
    if (kty === "EC" && crv === "P-256" && x && y && d) return { kty, crv, x, y, d };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code) throw new SettingsError(`WITNESS_KEY_FILE: ${file} cannot be read: ${code}`);
  }
  throw new SettingsError(`WITNESS_KEY_FILE: ${file} holds no P-256 key as JSON Web Key`);
}
