// Typed events from raw logs. Most events have only words of 32 bytes, which are read here; viem reads the others.
import type { AbiEvent, AbiParameter } from "abitype";
import { decodeAbiParameters, type Hex, hexToBool, toEventSelector } from "viem";

/** Fields of an event, by name: addresses in lower case. */
export type Args = Readonly<Record<string, unknown>>;

/** Reads the fields of an event from topics and data. */
export type Decode = (topics: readonly Hex[], data: Hex) => Args;

/** Hexadecimal digits of a word. */
const WORD = 64;

/** Prepares reading the logs of an event. */
export function decoderOf(event: AbiEvent): { readonly selector: Hex; readonly decode: Decode } {
  const inTopics = event.inputs.filter((input) => input.indexed);
  const inData = event.inputs.filter((input) => !input.indexed);
  const readers = event.inputs.map((input) => wordReader(input));
  const topicReaders = inTopics.map((input) => wordReader(input));
  const dataReaders = inData.map((input) => wordReader(input));
  const isPlain = readers.every((reader) => reader !== undefined);
  const decode: Decode = (topics, data) => {
    const args: Record<string, unknown> = {};
    for (const [place, input] of inTopics.entries()) {
      const topic = topics[place + 1];
      if (topic === undefined) throw new Error(`A log of ${event.name} has too few topics.`);
      // Of what is longer than a word the topic is a digest.
      args[String(input.name)] = topicReaders[place]?.(topic.slice(2)) ?? topic;
    }
    if (inData.length === 0) return args;
    if (!isPlain || data.length < 2 + WORD * inData.length) {
      const values = decodeAbiParameters(inData, data) as readonly unknown[];
      for (const [place, input] of inData.entries()) {
        args[String(input.name)] = lowered(input, values[place]);
      }
      return args;
    }
    for (const [place, input] of inData.entries()) {
      const begin = 2 + WORD * place;
      args[String(input.name)] = dataReaders[place]?.(data.slice(begin, begin + WORD));
    }
    return args;
  };
  return { selector: toEventSelector(event), decode };
}

/** How a value that is one word is read; `undefined` for what is longer. */
function wordReader({ type }: AbiParameter): ((word: string) => unknown) | undefined {
  if (type === "address") return (word) => `0x${word.slice(24).toLowerCase()}`;
  if (type === "bool") return (word) => hexToBool(`0x${word}`, { size: 32 });
  const bytes = /^bytes(\d+)$/.exec(type);
  if (bytes) return (word) => `0x${word.slice(0, 2 * Number(bytes[1]))}`;
  const whole = /^uint(\d*)$/.exec(type);
  if (!whole) return undefined;
  // As viem: numbers where all of them are exact, bigints else.
  return Number(whole[1] || 256) <= 48
    ? (word) => Number(`0x${word}`)
    : (word) => BigInt(`0x${word}`);
}

/** The same value with its addresses in lower case. */
function lowered(parameter: AbiParameter, value: unknown): unknown {
  if (!parameter.type.includes("address") && !("components" in parameter)) return value;
  if (Array.isArray(value) && parameter.type.endsWith("]")) {
    const element = { ...parameter, type: parameter.type.replace(/\[\d*\]$/, "") };
    return value.map((one) => lowered(element as AbiParameter, one));
  }
  if (parameter.type === "address") return String(value).toLowerCase();
  const { components } = parameter as { readonly components?: readonly AbiParameter[] };
  if (!components) return value;
  const fields = value as Args;
  return Object.fromEntries(
    components.map((component) => [
      component.name,
      lowered(component, fields[String(component.name)]),
    ]),
  );
}
