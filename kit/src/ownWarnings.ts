// A Hardhat plugin that keeps warnings about the sources of dependencies, which are not ours to change, out of a build's
// output. Errors stay, and so do warnings about our own sources.
import type { HardhatPlugin } from "hardhat/types/plugins";

type Message = { severity: string; formattedMessage?: string };

/** The formatted message alone says where: Hardhat has dropped the location by now. */
const isOurs = ({ severity, formattedMessage }: Message): boolean =>
  severity === "error" || !/--> \S*\bnode_modules\//.test(formattedMessage ?? "");

export const ownWarnings: HardhatPlugin = {
  id: "own-warnings",
  hookHandlers: {
    solidity: async () => ({
      default: async () => ({
        getCompilationJobErrors: async (context, job, output, next) =>
          (await next(context, job, output)).filter(isOurs),
      }),
    }),
  },
};
