// `network member …`: the steps of a member's life. What they mean and when to take them: docs/operations.md.
import { join, resolve } from "node:path";
import { EndpointError, parseEndpoint } from "@openrobotid/sdk/endpoint";
import { Command, InvalidArgumentError } from "commander";
import type { Address } from "viem";
import type { Advance } from "./decide.js";
import type { Return } from "./seat.js";

type SeatOptions = { network: string; rpc: string; others: string[]; keyFile: string };

function endpoint(text: string): string {
  try {
    parseEndpoint(text);
    return text;
  } catch (error) {
    if (error instanceof EndpointError) throw new InvalidArgumentError(error.message);
    throw error;
  }
}

/** A command that acts for a seat. */
function seatCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .requiredOption(
      "--network <folder>",
      "a folder of the network: its deployment.json says where the contracts stand",
    )
    .requiredOption(
      "--rpc <url>",
      "RPC of the member's own node; with #token-file=PATH&ca-file=PATH where it asks for them",
      endpoint,
    )
    .requiredOption(
      "--others <urls...>",
      "RPC of nodes of other members, to compare with",
      (text: string, before: string[] = []) => [...before, endpoint(text)],
    )
    .requiredOption("--key-file <file>", "file with the private key of the seat's account");
}

async function clientOf({ network, rpc, keyFile }: SeatOptions) {
  const { readDeployment, readKey, seatClient } = await import("./member.js");
  const deployment = readDeployment(join(resolve(network), "deployment.json"));
  return seatClient(deployment, rpc, readKey(resolve(keyFile)));
}

/** `network member`. */
export function memberCommand(): Command {
  const member = new Command("member").description(
    "a member's life: join, be admitted, rotate, leave, return",
  );

  member
    .command("join")
    .description(
      "make the folder of a node that joins as an observer, from a folder of the network",
    )
    .requiredOption(
      "--network <folder>",
      "folder of a node that is there already, with its address book",
    )
    .requiredOption("--id <id>", "short name of the node: lower-case letters, digits, hyphens")
    .requiredOption("--name <name>", "name of the body")
    .requiredOption(
      "--key-file <file>",
      "key of the node, made by keygen; only its public part is used",
    )
    .requiredOption("--host <address>", "IPv4 address at which the others reach it")
    .requiredOption("--out <folder>", "a new folder")
    .option(
      "--storage <format>",
      "in what Besu keeps the state: FOREST or X_BONSAI_ARCHIVE, which keep and prove every one, or BONSAI",
      "FOREST",
    )
    .action(async ({ network, id, name, keyFile, host, out, storage }: Record<string, string>) => {
      const { readKey } = await import("./member.js");
      const { joinNetwork } = await import("./join.js");
      const { publicKeyOf } = await import("../node-key.js");
      const { foundingNode } = await import("../founding.js");
      const { storageFormatOf, storageText } = await import("../storage.js");
      const format = storageFormatOf(storage ?? "FOREST");
      const nodePublicKey = publicKeyOf(readKey(resolve(keyFile ?? "")));
      const node = foundingNode({ id, name, nodePublicKey, host });
      const { enode } = joinNetwork(resolve(network ?? ""), node, resolve(out ?? ""), format);
      console.log(storageText(format));
      console.log(
        `Made ${out}. Tell the members your enode, to let you in as an observer:\n${enode}`,
      );
    });

  member.addCommand(
    seatCommand(
      "admit",
      "do what is next towards admitting a candidate: propose, vote, queue, execute",
    )
      .requiredOption(
        "--candidate-rpc <url>",
        "RPC of the candidate's node: it must have caught up",
        endpoint,
      )
      .requiredOption("--name <name>", "name of the candidate")
      .requiredOption("--authority <address>", "account that will act for its seat")
      .requiredOption("--validator <address>", "address of its node")
      .option("--countries <codes...>", "countries it will answer for", [])
      .action(async (options: SeatOptions & AdmitOptions) => {
        const { advanceAdmission } = await import("./admit.js");
        const { name, authority, validator, countries, candidateRpc, others } = options;
        const nodes = { candidate: candidateRpc, others };
        const candidate = { name, authority, validator, countries };
        console.log(advanceText(await advanceAdmission(await clientOf(options), candidate, nodes)));
      }),
  );

  member.addCommand(
    seatCommand(
      "rotate-validator",
      "move the seat's validator to another node, which has caught up",
    )
      .requiredOption("--validator <address>", "address of the new node")
      .action(async (options: SeatOptions & { validator: Address }) => {
        const { rotateValidator } = await import("./seat.js");
        const nodes = { own: options.rpc, others: options.others };
        await rotateValidator(await clientOf(options), options.validator, nodes);
        console.log(
          `${options.validator} validates from the next block on. Stop the former node, and destroy its key.`,
        );
      }),
  );

  member.addCommand(
    seatCommand("leave", "give the seat up").action(async (options: SeatOptions) => {
      const { leave } = await import("./seat.js");
      const { seat, validator } = await leave(await clientOf(options));
      console.log(`Seat ${seat} is given up. ${validator} seals no more; the node may be stopped.`);
    }),
  );

  member.addCommand(
    seatCommand("return", "after a long time off: has the node caught up, and what is it now?")
      .requiredOption("--validator <address>", "address of the node that comes back")
      .action(async (options: SeatOptions & { validator: Address }) => {
        const { returnAfterAbsence } = await import("./seat.js");
        const nodes = { own: options.rpc, others: options.others };
        console.log(
          returnText(await returnAfterAbsence(await clientOf(options), options.validator, nodes)),
        );
      }),
  );
  member
    .command("releases")
    .description("say which release of Besu each node runs, and how high it is")
    .requiredOption(
      "--rpc <urls...>",
      "RPC of the nodes, each with #token-file=PATH&ca-file=PATH where it asks for them",
      (text: string, before: string[] = []) => [...before, endpoint(text)],
    )
    .action(async ({ rpc }: { rpc: string[] }) => {
      const { releasesOf } = await import("./releases.js");
      for (const node of await releasesOf(rpc)) {
        const said = "failure" in node ? node.failure : `${node.release}, at block ${node.height}`;
        console.log(`${node.url}  ${said}`);
        if ("failure" in node) process.exitCode = 1;
      }
    });
  return member;
}

type AdmitOptions = {
  candidateRpc: string;
  name: string;
  authority: Address;
  validator: Address;
  countries: string[];
};

function advanceText(advance: Advance): string {
  if ("did" in advance) {
    return {
      proposed: "Proposed. The vote opens after the voting delay: call this again then.",
      voted: "Voted in favour.",
      queued:
        "The proposal has passed and is queued. Call this again when the timelock has run out.",
      executed: "Executed: the candidate is a member, and validates from the next block on.",
    }[advance.did];
  }
  if ("over" in advance) return `Nothing to do: the proposal is ${advance.over}.`;
  const until = new Date(advance.until * 1000).toISOString();
  return {
    voteOpens: `Nothing to do before the vote opens, after ${until}.`,
    voteCloses: `This seat has voted. The vote closes at ${until}.`,
    timelock: `Nothing to do before the timelock has run out, at ${until}.`,
  }[advance.waits];
}

function returnText(outcome: Return): string {
  if (outcome.is === "observer") {
    return "Caught up. The account acts for no seat any more: the node follows the chain until the members admit it anew.";
  }
  const { seat, validator } = outcome.seat;
  return outcome.is === "member"
    ? `Caught up. Seat ${seat} is held and this node is its validator: it seals again by itself.`
    : `Caught up. Seat ${seat} has another validator, ${validator}: run that node, or rotate to this one.`;
}
