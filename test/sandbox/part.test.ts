import { setTimeout } from "node:timers/promises";
import { runScript } from "@openrobotid/testkit/script";
import { expect } from "chai";
import { endSandboxes, leftBehind } from "./sandbox.js";

describe("a part of the sandbox", () => {
  afterEach(endSandboxes);

  it("is not left running where the sandbox is killed in the moment that it begins", async () => {
    // One millisecond after another, as nobody knows which it is.
    const killed = Array.from({ length: 12 }, async (_, moment) => {
      const script = runScript("test/sandbox/begin-part.ts");
      await script.printed("Begins a part");
      await setTimeout(moment);
      script.child.kill("SIGKILL");
      await script.ended;
      return await leftBehind(script, 10);
    });
    expect((await Promise.all(killed)).flat()).to.eql([]);
  });
});
