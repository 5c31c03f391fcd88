// The registry's main job, over and over, while something else happens to the network.
import type { RobotId } from "@openrobotid/sdk";
import { type Actor, makerOf, placementOf } from "../runner/registry-job.js";

/** A maker who issues units and places them on the market, one after the other, until it is told to stop. */
export class MainJob {
  readonly #maker: Actor;
  readonly #number: number;
  readonly #placed: RobotId[] = [];
  #isOver = false;
  #running: Promise<void> = Promise.resolve();
  /** Longest time that one unit took, in milliseconds. */
  longest = 0;

  /** @param number Of the maker, whose model is approved, and who has issued nothing yet. */
  constructor(maker: Actor, number: number) {
    this.#maker = maker;
    this.#number = number;
  }

  start(): void {
    this.#running = this.#work();
    // `stop` throws it.
    this.#running.catch(() => undefined);
  }

  /** Ends with the unit under way, and gives all that were placed. Throws what kept it from going on. */
  async stop(): Promise<readonly RobotId[]> {
    this.#isOver = true;
    await this.#running;
    return this.#placed;
  }

  async #work(): Promise<void> {
    while (!this.#isOver) {
      const started = Date.now();
      const id = makerOf(this.#number).unit(this.#placed.length + 1);
      await this.#maker.issueLotSync({ first: id, count: 1n });
      await this.#maker.placeOnMarketSync(await placementOf(this.#maker, id));
      this.#placed.push(id);
      this.longest = Math.max(this.longest, Date.now() - started);
    }
  }
}
