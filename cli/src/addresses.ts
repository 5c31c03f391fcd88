// Addresses of accounts on the command line: their checksum is what shows a slip. It is verified when all else is read,
// because that takes viem, which most commands load later or not at all.
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { usageFailure } from "./failure.js";
import { address } from "./values.js";

/** Refuses an address whose checksum (EIP-55) does not fit. */
export async function requireChecksums(command: CommandUnknownOpts): Promise<void> {
  const line: CommandUnknownOpts[] = [];
  for (let one: CommandUnknownOpts | null = command; one; one = one.parent) line.push(one);
  const given = [
    ...line.flatMap((one) =>
      one.options.map((option) => [
        option.long ?? option.flags,
        option.parseArg,
        one.getOptionValue(option.attributeName()),
      ]),
    ),
    ...command.registeredArguments.map((argument, index) => [
      `<${argument.name()}>`,
      argument.parseArg,
      command.processedArgs[index],
    ]),
  ] as [name: string, parse: unknown, value: unknown][];
  const addresses = given.filter(([, parse, value]) => parse === address && value !== undefined);
  if (addresses.length === 0) return;
  const { getAddress, isAddress } = await import("viem");
  for (const [name, , value] of addresses) {
    const text = String(value);
    if (isAddress(text)) continue;
    throw usageFailure(
      `${name}: ${text} has a wrong checksum: a character is mistyped, or in the wrong case.`,
      `Compare it with where it comes from. In lower case it has no checksum; with it, it would be ${getAddress(text.toLowerCase())}.`,
    );
  }
}
