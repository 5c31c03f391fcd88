// `robotid governance`: the seats of the consortium, and how they decide.
import { Argument, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { type Proposal, type RecordedProposal, words } from "@openrobotid/sdk/actions";
import type { RegistryClient } from "../connection.js";
import { group, reading, writing } from "../define.js";
import { wordsOf } from "../events.js";
import type { Session } from "../session.js";
import { day, type Layout, moment, spaced } from "../text.js";
import { address, countryCode, countryCodes, integer, number } from "../values.js";

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
  reading(governance, "seats", "List the seats of the consortium", {
    json: { seats: "seat, name, authority, validator, admittedAt, departedAt, countries" },
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

  reading(governance, "validators", "List the validators that the consortium names", {
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
  reading(governance, "proposals", "List proposals, the oldest first", {
    json: { proposals: "the proposals, each as `governance show` answers" },
    examples: ["governance proposals", "governance proposals --state active queued --json"],
  })
    .addOption(new Option("--state <state...>", "proposals that stand like this").choices(STATES))
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

  reading(governance, "show", "Show a proposal", {
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
      "--country <country>",
      "a country that it will answer for; may come several times",
      countryCodes,
    )
    .action(({ description, name, authority, validator, country: countries }, command) =>
      submit(command, description, ({ admitSeat }) =>
        admitSeat({ name, authority, validator, countries }),
      ),
    );
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
    ["remove-policy", "Remove a transfer policy", "removeTransferPolicy"],
  ] as const) {
    proposing(name, summary, "0x00000000000000000000000000000000000e5003")
      .argument("<policy>", "address of the policy", address)
      .action((policy, { description }, command) =>
        submit(command, description, (sdk) => sdk[builder]({ policy })),
      );
  }
  proposing("set-resolver", "Say where the resolver stands", "https://id.example")
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
    .addArgument(
      new Argument("<vote>", "how; only votes in favour decide").choices([
        "for",
        "against",
        "abstain",
      ] as const),
    )
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
  writing(
    governance,
    "rotate-authority",
    "As a seat: act from another account",
    "governance rotate-authority 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --dry-run",
  )
    .argument("<account>", "the new account", address)
    .action((authority, _options, command) =>
      session.write(
        command,
        "rotateAuthority",
        { authority },
        `The seat acts from ${authority} now.`,
      ),
    );
  writing(
    governance,
    "rotate-validator",
    "As a seat: replace the validator's node",
    "governance rotate-validator 0x00000000000000000000000000000000000e5009 --dry-run",
  )
    .argument("<address>", "address of the new node, which follows from its node key", address)
    .action((validator, _options, command) =>
      session.write(
        command,
        "rotateValidator",
        { validator },
        `The seat's validator is ${validator} now.`,
      ),
    );
  writing(
    governance,
    "resign",
    "As a seat: leave the consortium",
    "governance resign --dry-run",
  ).action((_options, command) =>
    session.write(command, "resignSeat", {}, "The seat has left the consortium."),
  );
}
