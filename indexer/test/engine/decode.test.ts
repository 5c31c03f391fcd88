import type { AbiEvent, AbiParameter } from "abitype";
import { expect } from "chai";
import {
  type Abi,
  decodeEventLog,
  encodeAbiParameters,
  encodeEventTopics,
  type Hex,
  keccak256,
  toHex,
} from "viem";
import { contracts } from "../../contracts.js";
import { decoderOf } from "../../engine/decode.js";

/** A value of a type, always the same for the same seed. */
function madeUp(parameter: AbiParameter, seed: string): unknown {
  const { type } = parameter;
  const word = keccak256(toHex(seed));
  if (type.endsWith("[]")) {
    const element = { ...parameter, type: type.slice(0, -2) } as AbiParameter;
    return [0, 1, 2].map((place) => madeUp(element, `${seed} ${place}`));
  }
  if (type === "address") return word.slice(0, 42);
  if (type === "bool") return Number(word.slice(-1)) % 2 === 0;
  if (type === "string") return `${seed} \t\\ "ü"`;
  if (type === "bytes") return word.slice(0, 2 + 2 * 31);
  const bytes = /^bytes(\d+)$/.exec(type);
  if (bytes) return word.slice(0, 2 + 2 * Number(bytes[1]));
  const whole = /^uint(\d+)$/.exec(type);
  if (whole) {
    const value = BigInt(word) % 2n ** BigInt(Number(whole[1]));
    return Number(whole[1]) <= 48 ? Number(value) : value;
  }
  const { components = [] } = parameter as { readonly components?: readonly AbiParameter[] };
  return Object.fromEntries(
    components.map((one) => [one.name, madeUp(one, `${seed} ${one.name}`)]),
  );
}

/** With every address in lower case, whatever else there is. */
function lowered(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, one) => (typeof one === "bigint" ? `${one}n` : one)),
    (_key, one) =>
      typeof one === "string" && /^0x[0-9a-fA-F]{40}$/.test(one) ? one.toLowerCase() : one,
  );
}

describe("events from raw logs", () => {
  for (const [contract, abi] of Object.entries(contracts) as [string, Abi][]) {
    for (const event of abi.filter((item): item is AbiEvent => item.type === "event")) {
      it(`are what viem makes of them: ${contract}.${event.name}`, () => {
        const args = Object.fromEntries(
          event.inputs.map((input) => [input.name, madeUp(input, `${event.name} ${input.name}`)]),
        );
        const topics = encodeEventTopics({ abi: [event], eventName: event.name, args }) as [Hex];
        const inData = event.inputs.filter(({ indexed }) => !indexed);
        const data = encodeAbiParameters(
          inData,
          inData.map(({ name }) => args[String(name)]),
        );
        const expected = decodeEventLog({ abi: [event], topics, data });
        const { selector, decode } = decoderOf(event);
        expect(selector).to.equal(topics[0]);
        const found = decode(topics, data);
        expect(lowered(found)).to.deep.equal(lowered(expected.args ?? {}));
        // Numbers and bigints, too.
        for (const [name, value] of Object.entries(expected.args ?? {})) {
          expect(typeof found[name], name).to.equal(typeof value);
        }
        expect(JSON.stringify(lowered(found))).to.equal(
          JSON.stringify(found, (_key, one) => (typeof one === "bigint" ? `${one}n` : one)),
        );
      });
    }
  }

  it("are refused where a topic is missing", () => {
    const event = contracts.RobotRegistry.find(
      (item) => item.type === "event" && item.name === "Recorded",
    ) as AbiEvent;
    const { selector, decode } = decoderOf(event);
    expect(() => decode([selector], "0x")).to.throw("A log of Recorded has too few topics.");
  });
});
