// One after the other: what is written of telemetry depends on what was written before.

/** Acts that take turns. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Acts when all that came before is done, also where it failed. */
  async take<result>(act: () => Promise<result>): Promise<result> {
    const turn = this.#last.then(act);
    this.#last = turn.catch(() => undefined);
    return await turn;
  }
}
