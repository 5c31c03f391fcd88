// `network member …`: the steps of a member's life. What they mean and when to take them: docs/operations.md.
import { join, resolve } from "node:path";
import type { Naming } from "@openrobotid/sdk/actions";
import { EndpointError, parseEndpoint } from "@openrobotid/sdk/endpoint";
import { Command, InvalidArgumentError } from "commander";
import { type Address, type Hex, isAddress, isHex } from "viem";
import type { Advance } from "./decide.js";
import type { SeatKey, SeatKeys } from "./keys.js";
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

const NETWORK = "a folder of the network: its deployment.json says where the contracts are";

/** A command that sends through the member's own node. */
function keyCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .requiredOption("--network <folder>", NETWORK)
    .requiredOption(
      "--rpc <url>",
      "RPC of the member's own node; with #token-file=PATH&ca-file=PATH where it asks for them",
      endpoint,
    )
    .requiredOption("--key-file <file>", "file with the private key that sends");
}

/** A command that acts for a seat, and compares the member's node with others. */
function seatCommand(name: string, description: string): Command {
  return keyCommand(name, description).requiredOption(
    "--others <urls...>",
    "RPC of nodes of other members, to compare with",
    (text: string, before: string[] = []) => [...before, endpoint(text)],
  );
}

function seatNumber(text: string): bigint {
  if (/^[1-9]\d*$/.test(text)) return BigInt(text);
  throw new InvalidArgumentError("Expected the number of a seat, from 1.");
}

function address(text: string): Address {
  if (isAddress(text)) return text;
  throw new InvalidArgumentError(
    "Expected the address of an account: 0x and 40 hexadecimal digits, with the checksum of EIP-55 or in small letters.",
  );
}

function hex(text: string): Hex {
  if (isHex(text)) return text;
  throw new InvalidArgumentError("Expected 0x and hexadecimal digits.");
}

function seatKey(text: string): SeatKey {
  if (text === "account" || text === "recovery") return text;
  throw new InvalidArgumentError("Expected account or recovery.");
}

async function clientOf({ network, rpc, keyFile }: Omit<SeatOptions, "others">) {
  const { readDeployment, readKey, seatClient } = await import("./member.js");
  const deployment = readDeployment(join(resolve(network), "deployment.json"));
  return seatClient(deployment, rpc, readKey(resolve(keyFile)));
}

/** `network member`. */
export function memberCommand(): Command {
  const member = new Command("member").description(
    "a member's life: join, be admitted, rotate keys, leave, return",
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
      .requiredOption("--authority <address>", "account that will act for its seat", address)
      .option("--recovery <address>", "key kept apart that can replace that account", address)
      .requiredOption("--validator <address>", "address of its node", address)
      .option("--countries <codes...>", "countries it will answer for", [])
      .action(async (options: SeatOptions & AdmitOptions) => {
        const { advanceAdmission } = await import("./admit.js");
        const { name, authority, recovery, validator, countries, candidateRpc, others } = options;
        const nodes = { candidate: candidateRpc, others };
        const candidate = { name, authority, recovery, validator, countries };
        console.log(advanceText(await advanceAdmission(await clientOf(options), candidate, nodes)));
      }),
  );

  member
    .command("bind-node")
    .description(
      "on the machine of a node: sign with its key that it validates for a seat, for rotate-validator; nothing is sent",
    )
    .requiredOption("--network <folder>", NETWORK)
    .requiredOption("--seat <number>", "number of the seat", seatNumber)
    .requiredOption("--key-file <file>", "file with the private key of the node")
    .action(async ({ network, seat, keyFile }: BindOptions) => {
      const { readDeployment, readKey, seatClient } = await import("./member.js");
      const { bindNode } = await import("./seat.js");
      const key = readKey(resolve(keyFile));
      const deployment = readDeployment(join(resolve(network), "deployment.json"));
      // It signs and asks nobody: where a node listens does not matter.
      const offline = seatClient(deployment, "http://127.0.0.1:1", key);
      const { validator, signature } = await bindNode(offline, seat, key);
      console.log(`--validator ${validator} --signature ${signature}`);
    });

  member.addCommand(
    seatCommand(
      "rotate-validator",
      "move the seat's validator to another node, which has caught up",
    )
      .requiredOption("--validator <address>", "address of the new node", address)
      .requiredOption("--signature <hex>", "what `member bind-node` printed on its machine", hex)
      .action(async (options: SeatOptions & { validator: Address; signature: Hex }) => {
        const { rotateValidator } = await import("./seat.js");
        const nodes = { own: options.rpc, others: options.others };
        const { validator, signature } = options;
        await rotateValidator(await clientOf(options), { validator, signature }, nodes);
        console.log(
          `${validator} validates from the next block on. Stop the former node, and destroy its key.`,
        );
      }),
  );

  for (const command of keyCommands()) member.addCommand(command);

  member.addCommand(
    seatCommand("leave", "give the seat up").action(async (options: SeatOptions) => {
      const { leave } = await import("./seat.js");
      const { seat, validator } = await leave(await clientOf(options));
      console.log(
        `Seat ${seat} is given up. ${validator} no longer seals; the node may be stopped.`,
      );
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

type BindOptions = { network: string; seat: bigint; keyFile: string };

type KeyOptions = Omit<SeatOptions, "others">;

/** The commands for the keys of a seat. */
function keyCommands(): Command[] {
  const seatOption = ["--seat <number>", "number of the seat", seatNumber] as const;
  const named = (what: string, from: number) =>
    `Named ${what}. It can accept from ${new Date(from * 1000).toISOString()} on, with \`member accept\`; until then \`member cancel\` cancels it.`;
  return [
    keyCommand("keys", "say who holds a seat, and whom it named to")
      .requiredOption(...seatOption)
      .action(async ({ seat, ...options }: KeyOptions & { seat: bigint }) => {
        const { keysOf } = await import("./keys.js");
        console.log(keysText(await keysOf(await clientOf(options), seat)));
      }),
    keyCommand(
      "name-account",
      "name the account that is to act for the seat: with its present account, or with its recovery key",
    )
      .requiredOption("--account <address>", "the next account", address)
      .option(
        "--recovery-of <number>",
        "the key is the recovery key of this seat, and not its account",
        seatNumber,
      )
      .action(async (options: KeyOptions & { account: Address; recoveryOf?: bigint }) => {
        const { nameAccount } = await import("./keys.js");
        const { account, recoveryOf } = options;
        console.log(
          named(account, await nameAccount(await clientOf(options), account, recoveryOf)),
        );
      }),
    keyCommand("name-recovery", "name the recovery key that the seat is to have, with its account")
      .option("--recovery <address>", "the next recovery key; left out: none", address)
      .action(async (options: KeyOptions & { recovery?: Address }) => {
        const { nameRecovery } = await import("./keys.js");
        const { recovery } = options;
        const from = await nameRecovery(await clientOf(options), recovery);
        console.log(named(recovery ?? "no recovery key, which the account accepts", from));
      }),
    keyCommand("accept", "take effect as what was named: with the key itself, after the delay")
      .argument("<key>", "account or recovery", seatKey)
      .requiredOption(...seatOption)
      .action(async (key: SeatKey, { seat, ...options }: KeyOptions & { seat: bigint }) => {
        const { accept, KEY_NAMES } = await import("./keys.js");
        await accept(await clientOf(options), key, seat);
        console.log(`The ${KEY_NAMES[key]} of seat ${seat} is another from now on.`);
      }),
    keyCommand("cancel", "cancel what was named: with a present key of the seat")
      .argument("<key>", "account or recovery", seatKey)
      .requiredOption(...seatOption)
      .action(async (key: SeatKey, { seat, ...options }: KeyOptions & { seat: bigint }) => {
        const { cancel, KEY_NAMES } = await import("./keys.js");
        await cancel(await clientOf(options), key, seat);
        console.log(`The ${KEY_NAMES[key]} of seat ${seat} stays what it is.`);
      }),
    keyCommand("allow-resignation", "let the seat's account give it up: with the recovery key")
      .requiredOption(...seatOption)
      .option("--no-longer", "take it back")
      .action(
        async ({ seat, longer, ...options }: KeyOptions & { seat: bigint; longer: boolean }) => {
          const { allowResignation } = await import("./keys.js");
          await allowResignation(await clientOf(options), seat, longer);
          console.log(
            longer
              ? `The account of seat ${seat} may give it up.`
              : `The account of seat ${seat} may not give it up any more.`,
          );
        },
      ),
  ];
}

function keysText({ seat, namings }: SeatKeys): string {
  const { authority, recovery } = namings;
  const next = (naming?: Naming) =>
    naming === undefined
      ? ""
      : `; ${naming.account ?? "none"} is named by ${naming.proposer}, acceptable from ${new Date(naming.acceptableFrom * 1000).toISOString()} on`;
  return [
    `Seat ${seat.seat}, ${seat.name}`,
    `  account       ${seat.authority}${next(authority)}`,
    `  recovery key  ${seat.recovery ?? "none"}${next(recovery)}`,
    `  validator     ${seat.validator}`,
  ].join("\n");
}

type AdmitOptions = {
  candidateRpc: string;
  name: string;
  authority: Address;
  recovery?: Address;
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
    return "Caught up. The account acts for no seat any more: the node follows the chain until the members admit it again.";
  }
  const { seat, validator } = outcome.seat;
  return outcome.is === "member"
    ? `Caught up. Seat ${seat} is held and this node is its validator: it seals again by itself.`
    : `Caught up. Seat ${seat} has another validator, ${validator}: run that node, or rotate to this one.`;
}
