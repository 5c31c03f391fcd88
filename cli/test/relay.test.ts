// A server that submits what others signed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { folder, isolate, party } from "@openrobotid/testkit/sandbox";
import { expect } from "chai";
import { EXIT } from "../src/exit-codes.js";
import { answers, fails, robotid } from "./run.js";

const TERN = "CN-BH01-TERN03-25W0700000000";
const at = (key: string) => party(key).address;
const signed = (file: string) => readFileSync(join(folder, file), "utf8");

/** Starts the relay, has it asked, and ends it. */
async function withRelay<value>(
  ask: (url: string) => Promise<value>,
  options = "",
): Promise<value> {
  const stop = new AbortController();
  let begun: (url: string) => void = () => {};
  const url = new Promise<string>((resolve) => {
    begun = resolve;
  });
  const ended = robotid(`relay --port 0 ${options}`.trim(), {
    as: "stranger",
    signal: stop.signal,
    onOut: (said) => begun(/http:\S+?(?=,)/.exec(said)?.[0] ?? ""),
  });
  const answer = await Promise.race([
    url.then(ask),
    ended.then(({ err }) => Promise.reject(new Error(err))),
  ]);
  stop.abort();
  expect((await ended).exitCode).to.equal(EXIT.ok);
  return answer;
}

async function post(url: string, body: string) {
  const response = await fetch(url, { method: "POST", body });
  const answer = (await response.json()) as Record<string, unknown>;
  return { status: response.status, answer, headers: response.headers };
}

async function sale(file: string, robot = `${TERN}0002`) {
  await answers(
    `transfer consent build ${robot} --to ${at("lira")} --deadline 2030-01-01 --out ${file}`,
  );
  for (const as of ["hotel", "lira"]) await answers(`transfer consent sign ${file}`, { as });
}

async function act(file: string, line: string) {
  await answers(`act build ${line} --signer ${at("hotel")} --deadline 2030-01-01 --out ${file}`);
  await answers(`act sign ${file}`, { as: "hotel" });
}

describe("robotid relay", () => {
  isolate();

  it("submits a consent that both sides signed, and says the result", async () => {
    await sale("relay-sale.json");
    await withRelay(async (url) => {
      const { status, answer } = await post(url, signed("relay-sale.json"));
      expect(status).to.equal(200);
      expect(answer.transaction).to.match(/^0x[0-9a-f]{64}$/);
      expect(answer.event).to.include({ from: at("hotel"), to: at("lira") });
    });
  });

  it("says that its port is taken, and what to give instead", async () => {
    await withRelay(async (url) => {
      const { port } = new URL(url);
      const { message, suggestion } = await fails(`relay --port ${port}`, EXIT.usage, {
        as: "stranger",
      });
      expect(message).to.match(new RegExp(`:${port}: another program listens there already`));
      expect(suggestion).to.contain("--port");
    });
  });

  it("submits what is sent twice once, and a second time refuses it in the words of the registry", async () => {
    await act("relay-act.json", `relocate ${TERN}0002 --country DE`);
    await withRelay(async (url) => {
      const body = signed("relay-act.json");
      const [one, other] = await Promise.all([post(url, body), post(url, body)]);
      expect([one.status, other.status]).to.deep.equal([200, 200]);
      expect(one.answer.transaction).to.equal(other.answer.transaction);
      const { status, answer } = await post(url, body);
      expect(status).to.equal(422);
      expect(answer).to.include({ code: "SignedActsNotSigned" });
    });
  });

  it("submits for several robots at once, and for one robot in turn", async () => {
    await act("relay-first.json", `relocate ${TERN}0002 --country DE`);
    await act("relay-other.json", `relocate ${TERN}0002 --country MX`);
    await act("relay-third.json", `revoke-consents ${TERN}0003`);
    await withRelay(async (url) => {
      const [first, other, third] = await Promise.all(
        ["relay-first.json", "relay-other.json", "relay-third.json"].map((file) =>
          post(url, signed(file)),
        ),
      );
      expect([first?.status, third?.status]).to.deep.equal([200, 200]);
      // Its number was taken by the first: it is found by the simulation, not by a second transaction.
      expect(other).to.deep.include({ status: 422 });
    });
  });

  it("answers nothing but what it is for", async () => {
    await sale("relay-unsigned.json");
    const { consent, signatures } = JSON.parse(signed("relay-unsigned.json"));
    await withRelay(async (url) => {
      const half = JSON.stringify({ consent, signatures: { ...signatures, to: null } });
      expect((await post(url, half)).answer.message).to.equal(
        "The consent is not signed yet by the receiver.",
      );
      for (const [path, body, status] of [
        ["/", "{", 400],
        ["/", "{}", 400],
        ["/", JSON.stringify({ consent: {}, signatures: {} }), 400],
        ["/", `"${"x".repeat(1_048_577)}"`, 413],
        ["/nothing", "{}", 404],
      ] as const) {
        const { status: found, answer } = await post(`${url}${path}`, body);
        expect(found, body.slice(0, 20)).to.equal(status);
        expect(answer.message).to.be.a("string");
      }
      expect((await fetch(url)).status).to.equal(405);
      const health = await fetch(`${url}/health`);
      expect(health.status).to.equal(200);
      expect(await health.json()).to.have.property("block");
    });
  });

  it("refuses further ones where as many wait as may", async () => {
    await act("relay-one.json", `relocate ${TERN}0002 --country DE`);
    await act("relay-two.json", `revoke-consents ${TERN}0003`);
    await withRelay(async (url) => {
      const both = await Promise.all(
        ["relay-one.json", "relay-two.json"].map((file) => post(url, signed(file))),
      );
      expect(both.map(({ status }) => status).sort()).to.deep.equal([200, 503]);
      expect(both.find(({ status }) => status === 503)?.headers.get("retry-after")).to.equal("5");
    }, "--most-waiting 1");
  });

  it("needs a key", async () => {
    const { exitCode, err } = await robotid("relay --port 0");
    expect(exitCode).to.equal(EXIT.usage);
    expect(err).to.contain("key");
  });
});
