// `robotid governance`: the seats of the consortium, and how they decide.
import { Argument, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import {
  type Periods,
  type Proposal,
  type RecordedProposal,
  words,
} from "@openrobotid/sdk/actions";
import type { RegistryClient } from "../connection.js";
import { asking, group, reading, writing } from "../define.js";
import { wordsOf } from "../events.js";
import { usageFailure } from "../failure.js";
import { readNodeKey } from "../files.js";
import type { Session } from "../session.js";
import { day, duration, type Layout, moment, spaced } from "../text.js";
import { address, bytes, countryCode, countryCodes, integer, number } from "../values.js";

const STATES = words["enum IGovernor.ProposalState"];

const PROPOSAL_ANSWER = {
  proposalId: "its number",
  state: STATES.join(", "),
  proposer: "account that proposed it",
  calls: "what it does: target, data, functionName, args",
  description: "why",
  voteStart: "when the vote opens, in seconds",
  voteEnd: "when it closes, in seconds",
  executableAt: "from when on it can be executed, in seconds; null until it is queued",
  votes: "votes until now: for, against, abstain",
  votesNeeded: "votes in favour that it needs; null before the vote opens",
} as const;

/** What the periods of a registry are. */
const PERIODS: Readonly<Record<keyof Periods, string>> = {
  votingDelay: "between a proposal and the opening of its vote",
  votingPeriod: "for which a vote is open",
  tenure: "for which a seat waits for full power in a country that another seat held",
  rotationDelay: "for which a new key of a seat waits",
  successionNotice: "for which a successor of a compromised maker waits",
  orderNotice: "in which a holder can object to an order",
  orderValidity: "in which an order can be executed after its notice",
  clearanceNotice: "for which the clearance of a report by other seats waits",
  scrapDelay: "least time between handing in and destruction",
  closingNotice: "for which a maker's recall still binds after its closing was announced",
};

export function defineGovernance(program: CommandUnknownOpts, session: Session): void {
  const governance = group(
    program,
    "governance",
    "Seats, proposals, votes and validators of the consortium",
  ) as never;
  defineSeats(governance, session);
  defineProposals(governance, session);
  definePropose(governance, session);
  defineVotes(governance, session);
  defineOwnSeat(governance, session);
}

function defineSeats(governance: CommandUnknownOpts, session: Session): void {
  asking(governance, "seats", "List the seats of the consortium", {
    json: {
      seats:
        "seat, name, authority, recovery (key), validator, admittedAt, departedAt, hasTenure, countries",
    },
    examples: ["governance seats", "governance seats --departed --json"],
  })
    .option("--departed", "those too that have left")
    .action(async ({ departed }, command) => {
      const seats = await session.read(command, ({ client, blockNumber }) =>
        client.getSeats({ departed, blockNumber }),
      );
      session.answer(command, { seats }, (layout) =>
        layout.table(
          [
            "seat",
            "name",
            "countries",
            "authority",
            "validator",
            "admitted",
            ...(departed ? ["departed"] : []),
          ],
          seats.map((one) => [
            String(one.seat),
            one.name,
            one.countries.join(" "),
            one.authority,
            one.validator,
            day(one.admittedAt),
            ...(departed ? [one.departedAt === undefined ? "" : day(one.departedAt)] : []),
          ]),
          "There is no seat.",
        ),
      );
    });

  asking(governance, "namings", "Show which keys a seat has named and not taken over yet", {
    json: {
      authority:
        "the account that is to act for it: account, acceptableFrom (seconds), proposer; null where none is",
      recovery:
        "the recovery key that it is to have, with the same fields; account null where it is to have none",
    },
    examples: ["governance namings 2"],
  })
    .argument("<seat>", "its number", number)
    .action(async (seat, _options, command) => {
      const namings = await session.read(command, ({ client, blockNumber }) =>
        client.getNamings({ seat, blockNumber }),
      );
      const line = (naming: (typeof namings)["authority"]) =>
        naming === undefined
          ? "none is named"
          : `${naming.account ?? "none at all"}, from ${moment(naming.acceptableFrom)} on; named by ${naming.proposer}`;
      session.answer(command, namings, (layout) =>
        layout.fields([
          ["next account", line(namings.authority)],
          ["next recovery key", line(namings.recovery)],
        ]),
      );
    });

  asking(governance, "country", "Show which seat answers for a country", {
    json: {
      country: "the country",
      seat: "number of the seat; null where none holds it",
      since: "from when on it holds the country, in seconds; null where none does",
      actsFrom: "from when on it acts there with full power, in seconds; null where none does",
      actsFully: "whether it does so now",
    },
    examples: ["governance country ES"],
  })
    .argument("<country>", "the country", countryCode)
    .action(async (country, _options, command) => {
      const tenancy = await session.read(command, ({ client, blockNumber }) =>
        client.getTenancy({ country, blockNumber }),
      );
      const none = { seat: undefined, since: undefined, actsFrom: undefined, actsFully: false };
      session.answer(command, { country, ...none, ...tenancy }, (layout) =>
        tenancy === undefined
          ? `No seat holds ${country}.\n`
          : layout.fields([
              ["seat", String(tenancy.seat)],
              ["since", moment(tenancy.since)],
              ["full power", tenancy.actsFully ? "yes" : `not before ${moment(tenancy.actsFrom)}`],
            ]),
      );
    });

  asking(governance, "periods", "Show how long votes, notices and waits take in this registry", {
    json: Object.fromEntries(
      Object.entries(PERIODS).map(([name, meaning]) => [name, `${meaning}, in seconds`]),
    ),
    examples: ["governance periods"],
  }).action(async (_options, command) => {
    const periods = await session.read(command, ({ client, blockNumber }) =>
      client.getPeriods({ blockNumber }),
    );
    session.answer(command, periods, (layout) =>
      layout.fields(
        Object.entries(PERIODS).map(([name, meaning]) => [
          spaced(name),
          `${duration(periods[name as keyof Periods])}, ${meaning}`,
        ]),
      ),
    );
  });

  asking(governance, "validators", "List the validators that the consortium names", {
    json: { validators: "validator, with seat and name; null where the seat is not known" },
    examples: ["governance validators"],
  }).action(async (_options, command) => {
    const validators = await session.read(command, async ({ client, blockNumber }) => {
      const [named, seats] = await Promise.all([
        client.getValidators({ blockNumber }),
        client.getSeats({ blockNumber }),
      ]);
      return named.map((validator) => {
        const seat = seats.find((one) => one.validator === validator);
        return { validator, seat: seat?.seat, name: seat?.name };
      });
    });
    session.answer(command, { validators }, (layout) =>
      layout.table(
        ["validator", "seat", "name"],
        validators.map(({ validator, seat, name }) => [
          validator,
          String(seat ?? "unknown"),
          name ?? "",
        ]),
        "There is no validator.",
      ),
    );
  });
}

function defineProposals(governance: CommandUnknownOpts, session: Session): void {
  asking(governance, "proposals", "List proposals, the oldest first", {
    json: { proposals: "the proposals, each as `governance show` answers" },
    examples: ["governance proposals", "governance proposals --state active queued --json"],
  })
    .addOption(new Option("--state <state...>", "proposals in these states").choices(STATES))
    .action(async ({ state }, command) => {
      const proposals = await session.read(command, ({ client, blockNumber }) =>
        client.getProposals({ state, blockNumber }),
      );
      session.answer(command, { proposals }, (layout) =>
        layout.table(
          ["proposal", "state", "does", "for", "against", "vote ends", "why"],
          proposals.map((one) => [
            String(one.proposalId),
            one.state,
            one.calls.map(({ functionName }) => functionName ?? "unknown").join(", "),
            String(one.votes.for),
            String(one.votes.against),
            day(one.voteEnd),
            one.description,
          ]),
          "There is no such proposal.",
        ),
      );
    });

  asking(governance, "show", "Show a proposal", {
    json: PROPOSAL_ANSWER,
    examples: ["governance show 77…"],
  })
    .argument("<proposal>", "its number", number)
    .action(async (proposalId, _options, command) => {
      const found = await session.read(command, ({ client, blockNumber }) =>
        client.getProposal({ proposalId, blockNumber }),
      );
      session.answer(command, found, (layout) => renderProposal(found, layout));
    });
}

function renderProposal(found: RecordedProposal, layout: Layout): string {
  const { votes, votesNeeded, executableAt } = found;
  const needed = votesNeeded === undefined ? "" : `, ${votesNeeded} in favour are needed`;
  return layout.fields([
    ["proposal", String(found.proposalId)],
    ["state", found.state],
    ["why", found.description],
    [
      "does",
      ...found.calls.map(({ target, functionName, args }) =>
        functionName === undefined
          ? `a call to ${target} that cannot be read`
          : `${spaced(functionName)}: ${wordsOf("", args ?? []).join(", ") || "nothing more"}`,
      ),
    ],
    ["proposed by", found.proposer],
    ["vote", `${moment(found.voteStart)} to ${moment(found.voteEnd)}`],
    ["votes", `${votes.for} for, ${votes.against} against, ${votes.abstain} abstained${needed}`],
    ["executable", executableAt === undefined ? "not queued" : `from ${moment(executableAt)}`],
  ]);
}

function definePropose(governance: CommandUnknownOpts, session: Session): void {
  const propose = group(
    governance,
    "propose",
    "As a seat: propose something to the consortium",
  ) as never;
  const proposing = (name: string, summary: string, example: string) =>
    writing(
      propose,
      name,
      summary,
      `governance propose ${name} ${example} --description 'As agreed' --dry-run`,
    ).requiredOption(
      "--description <text>",
      "why; also what tells it from another one that does the same",
    );
  const submit = (
    command: CommandUnknownOpts,
    description: string,
    callOf: (sdk: typeof import("@openrobotid/sdk/actions")) => Proposal["calls"][number],
  ) =>
    session.write(
      command,
      "propose",
      async () => ({ description, calls: [callOf(await import("@openrobotid/sdk/actions"))] }),
      "Proposed.",
    );

  proposing(
    "admit-seat",
    "Admit a seat, with one vote and one validator",
    "--name 'Nordisk Robotregister' --authority 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --validator 0x00000000000000000000000000000000000e5001 --country SE",
  )
    .requiredOption("--name <name>", "name of the standards body")
    .requiredOption("--authority <account>", "account that will act for it", address)
    .requiredOption("--validator <address>", "address of its validator's node", address)
    .option(
      "--recovery <account>",
      "key that can replace that account, kept apart from it",
      address,
    )
    .option(
      "--country <country>",
      "a country that it will answer for; may come several times",
      countryCodes,
    )
    .action(({ description, country: countries, ...seat }, command) => {
      const { name, authority, recovery, validator } = seat;
      return submit(command, description, ({ admitSeat }) =>
        admitSeat({ name, authority, recovery, validator, countries }),
      );
    });
  proposing("expel-seat", "Expel a seat", "4")
    .argument("<seat>", "its number", number)
    .action((seat, { description }, command) =>
      submit(command, description, ({ expelSeat }) => expelSeat({ seat })),
    );
  proposing("assign-country", "Make a seat answer for a country that no seat holds", "FR 2")
    .argument("<country>", "the country", countryCode)
    .argument("<seat>", "number of the seat", number)
    .action((country, seat, { description }, command) =>
      submit(command, description, ({ assignCountry }) => assignCountry({ country, seat })),
    );
  proposing("release-country", "Take a country from the seat that holds it", "MX")
    .argument("<country>", "the country", countryCode)
    .action((country, { description }, command) =>
      submit(command, description, ({ releaseCountry }) => releaseCountry({ country })),
    );
  proposing(
    "set-module",
    "Give a kind space of histories to a module, or close it",
    "3 --module 0x00000000000000000000000000000000000e5003",
  )
    .argument("<space>", "1 to 255; 1 are the recalls, 2 is the dossier", integer(1, 255))
    .option("--module <address>", "the module; without it the space is closed", address)
    .action((space, { description, module }, command) =>
      submit(command, description, ({ setModule }) => setModule({ space, module })),
    );
  for (const [name, summary, builder] of [
    ["add-policy", "Add a policy that is asked before each transfer", "addTransferPolicy"],
    [
      "remove-policy",
      "Remove a transfer policy: it ends when its notice is over",
      "removeTransferPolicy",
    ],
  ] as const) {
    proposing(name, summary, "0x00000000000000000000000000000000000e5003")
      .argument("<policy>", "address of the policy", address)
      .action((policy, { description }, command) =>
        submit(command, description, (sdk) => sdk[builder]({ policy })),
      );
  }
  proposing("set-resolver", "Say where the resolver is", "https://id.example")
    .argument("<uri>", "its address, without a slash at the end")
    .action((baseUri, { description }, command) =>
      submit(command, description, ({ setResolver }) => setResolver({ baseUri })),
    );
}

function defineVotes(governance: CommandUnknownOpts, session: Session): void {
  writing(
    governance,
    "vote",
    "As a seat: vote on a proposal",
    "governance vote 77… for --reason 'As agreed'",
  )
    .argument("<proposal>", "its number", number)
    .addArgument(new Argument("<vote>", "how; only votes in favour decide").choices(words.support))
    .option("--reason <text>", "why, for the others to read")
    .action((proposalId, support, { reason }, command) =>
      session.write(command, "castVote", { proposalId, support, reason }, `Voted: ${support}.`),
    );

  const steps = [
    [
      "queue",
      "queueProposal",
      "Queue a proposal that has passed; its timelock begins",
      "It is queued.",
    ],
    [
      "execute",
      "executeProposal",
      "Execute a proposal whose timelock has run out",
      "It is executed.",
    ],
    [
      "cancel",
      "cancelProposal",
      "As its proposer, before the vote opens: cancel a proposal",
      "It is cancelled.",
    ],
    [
      "withdraw-support",
      "withdrawSupport",
      "As a seat that voted in favour, after the vote and before the execution: take that back",
      "Your vote in favour is taken back. Without its quorum the proposal is cancelled.",
    ],
  ] as const;
  for (const [name, action, summary, done] of steps) {
    writing(governance, name, summary, `governance ${name} 77… --dry-run`)
      .argument("<proposal>", "its number", number)
      .action((proposalId, _options, command) =>
        session.write(command, action, ({ client }) => proposalOf(client, proposalId), done),
      );
  }
}

/** A proposal as it was proposed: to queue and to execute it takes exactly that. */
async function proposalOf(client: RegistryClient, proposalId: bigint): Promise<Proposal> {
  const { calls, description } = await client.getProposal({ proposalId });
  return { calls: calls.map(({ target, data }) => ({ target, data })), description };
}

function defineOwnSeat(governance: CommandUnknownOpts, session: Session): void {
  defineKeys(governance, session);
  defineValidator(governance, session);
  writing(
    governance,
    "resign",
    "As a seat: leave the consortium; its recovery key, where it has one, has to allow it first",
    "governance resign --dry-run",
  ).action((_options, command) =>
    session.write(command, "resignSeat", {}, "The seat has left the consortium."),
  );
  for (const [name, allowed, summary, done] of [
    ["allow-resignation", true, "As a recovery key: let the seat's account resign", "may resign"],
    ["forbid-resignation", false, "As a recovery key: take that back", "may not resign any more"],
  ] as const) {
    writing(governance, name, summary, `governance ${name} 2 --dry-run`)
      .argument("<seat>", "number of the seat", number)
      .action((seat, _options, command) =>
        session.write(
          command,
          "allowResignation",
          { seat, allowed },
          `The account of seat ${seat} ${done}.`,
        ),
      );
  }
}

const NAMED = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";

/** The account and the recovery key of a seat: named by one key, cancelled by another, accepted after a delay. */
function defineKeys(governance: CommandUnknownOpts, session: Session): void {
  writing(
    governance,
    "name-account",
    "As a seat, or as its recovery key: name the account that is to act for it",
    `governance name-account ${NAMED} --dry-run`,
    `governance name-account ${NAMED} --recovers 2 --dry-run`,
  )
    .argument("<account>", "the new account", address)
    .option("--recovers <seat>", "as the recovery key of this seat", number)
    .action((authority, { recovers: seat }, command) => {
      const done = `${authority} is named, and can accept after the delay.`;
      return seat === undefined
        ? session.write(command, "proposeAuthority", { authority }, done)
        : session.write(command, "proposeAuthorityOf", { seat, authority }, done);
    });
  writing(
    governance,
    "name-recovery",
    "As a seat: name the recovery key that it is to have, or that it is to have none",
    `governance name-recovery --key ${NAMED} --dry-run`,
  )
    .option("--key <account>", "the new recovery key; without it, none", address)
    .action(({ key: recovery }, command) =>
      session.write(
        command,
        "proposeRecovery",
        { recovery },
        recovery
          ? `${recovery} is named, and can accept after the delay.`
          : "The seat is to have no recovery key, once its account accepts that after the delay.",
      ),
    );
  const steps = [
    [
      "accept-account",
      "acceptAuthority",
      "As the account named, after the delay: act for a seat",
      "You act for the seat now.",
    ],
    [
      "accept-recovery",
      "acceptRecovery",
      "As the key named, after the delay: be the recovery key of a seat",
      "The seat's recovery key is replaced.",
    ],
    [
      "veto-account",
      "vetoAuthority",
      "As a seat, or as its recovery key: cancel the naming of an account",
      "The naming is cancelled.",
    ],
    [
      "veto-recovery",
      "vetoRecovery",
      "As a seat, or as its recovery key: cancel the naming of a recovery key",
      "The naming is cancelled.",
    ],
  ] as const;
  for (const [name, action, summary, done] of steps) {
    writing(governance, name, summary, `governance ${name} 2 --dry-run`)
      .argument("<seat>", "number of the seat", number)
      .action((seat, _options, command) => session.write(command, action, { seat }, done));
  }
}

/** The validator of a seat: the key of its node says that it belongs to the seat, the seat says that it is its validator. */
function defineValidator(governance: CommandUnknownOpts, session: Session): void {
  const nodeKey = "key of the new node, as Besu keeps it";
  reading(
    governance,
    "sign-validator",
    "Sign, with the key of a node, that it validates for a seat; sends nothing",
    {
      json: {
        seat: "number of the seat",
        validator: "address of the node",
        signature: "the signature, as `governance rotate-validator` takes it",
      },
      examples: ["governance sign-validator 2 --node-key key"],
    },
  )
    .argument("<seat>", "number of the seat", number)
    .requiredOption("--node-key <file>", nodeKey)
    .action(async (seat, { nodeKey: file }, command) => {
      const account = await readNodeKey(session.shell, file);
      const client = await session.client(command);
      const binding = { seat, ...(await client.signValidatorBinding({ seat, account })) };
      session.answer(command, binding, (layout) =>
        layout.fields([
          ["seat", String(seat)],
          ["validator", binding.validator],
          ["signature", binding.signature],
        ]),
      );
    });

  writing(
    governance,
    "rotate-validator",
    "As a seat: replace the validator's node, whose key has to agree",
    "governance rotate-validator 0x00000000000000000000000000000000000e5009 --signature 0x1b2c… --dry-run",
    "governance rotate-validator 0x00000000000000000000000000000000000e5009 --node-key key --dry-run",
  )
    .argument("<address>", "address of the new node, which follows from its node key", address)
    .option("--signature <signature>", "what `governance sign-validator` gave", bytes)
    .option("--node-key <file>", `instead: the ${nodeKey}`)
    .action((validator, { signature, nodeKey: file }, command) =>
      session.write(
        command,
        "rotateValidator",
        async ({ client }) => {
          if ((signature === undefined) === (file === undefined)) {
            throw usageFailure("Expected either --signature or --node-key.");
          }
          if (signature !== undefined) return { validator, signature };
          const account = await readNodeKey(session.shell, file as string);
          if (account.address.toLowerCase() !== validator.toLowerCase()) {
            throw usageFailure(
              `The key in ${file} is that of ${account.address}, not of ${validator}.`,
              "Give the key of the node that is to validate, or its address.",
            );
          }
          return await client.signValidatorBinding({ seat: await ownSeat(client), account });
        },
        `The seat's validator is ${validator} now.`,
      ),
    );
}

/** The seat that the account which acts acts for. Of one that acts for none, the consortium itself says so. */
async function ownSeat(client: RegistryClient): Promise<bigint> {
  const { account } = client;
  const seats = await client.getSeats();
  return seats.find(({ authority }) => authority === account?.address)?.seat ?? 0n;
}
