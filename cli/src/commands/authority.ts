// `robotid authority`: makers, models, approvals and accreditations, and who admitted whom.
import { Argument, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { formatRobotId } from "@openrobotid/sdk";
import {
  type Accreditation,
  type AuthorityChain,
  type Manufacturer,
  type Model,
  words,
} from "@openrobotid/sdk/actions";
import { asking, group, writing } from "../define.js";
import { withDocument } from "../documents.js";
import { EXIT } from "../exit-codes.js";
import { Failure } from "../failure.js";
import type { Session } from "../session.js";
import { day, type Layout, moment as momentText } from "../text.js";
import {
  address,
  countryCode,
  integer,
  level,
  manufacturerId,
  modelId,
  moment,
  robotId,
} from "../values.js";
import { seatName } from "./lookup.js";

const [, ...ROLES] = words["enum IAuthorityRegistry.Role"];

const [, ...SCHEMES] = words["enum IAuthorityRegistry.SerialScheme"];

export function defineAuthority(program: CommandUnknownOpts, session: Session): void {
  const authority = group(
    program,
    "authority",
    "Makers, models, approvals, accreditations, and who admitted whom",
  ) as never;
  defineManufacturers(authority, session);
  defineModels(authority, session);
  defineAccreditations(authority, session);
  defineChain(authority, session);
}

const STANDINGS = [
  [
    "suspend",
    "suspendManufacturer",
    "Suspend a manufacturer: it mints nothing until it is reinstated",
    "is suspended",
  ],
  ["reinstate", "reinstateManufacturer", "Reinstate a suspended manufacturer", "is reinstated"],
  [
    "revoke",
    "revokeManufacturer",
    "Revoke a manufacturer's admission, for good",
    "is revoked, for good",
  ],
] as const;

function defineManufacturers(authority: CommandUnknownOpts, session: Session): void {
  writing(
    authority,
    "admit",
    "As the authority of its country: admit a manufacturer",
    "authority admit ES-NV01 --account 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --name 'Nova Motion' --dry-run",
  )
    .argument("<manufacturer>", "country and manufacturer block of its codes", manufacturerId)
    .requiredOption("--account <account>", "account that will act for it", address)
    .requiredOption("--name <name>", "its name, as the public knows it")
    .option("--contact <uri>", "where the public reaches it")
    .action((manufacturer, { account: makerAccount, name, contact: contactUri }, command) =>
      session.write(
        command,
        "admitManufacturer",
        { manufacturer, makerAccount, name, contactUri },
        `${name} is admitted as ${manufacturer}.`,
      ),
    );

  for (const [name, action, summary, done] of STANDINGS) {
    withDocument(
      writing(authority, name, summary, `authority ${name} CN-BH01 --document decision.pdf`),
      "the decision",
    )
      .argument("<manufacturer>", "the manufacturer", manufacturerId)
      .action((manufacturer, options, command) =>
        session.write(
          command,
          action,
          async ({ documents }) => ({
            manufacturer,
            reasonDigest: await documents.commitment(options),
          }),
          `${manufacturer} ${done}.`,
        ),
      );
  }

  defineCompromise(authority, session);

  writing(
    authority,
    "name-account",
    "As a manufacturer: name the account that is to act for it next",
    "authority name-account CN-BH01 --account 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --dry-run",
  )
    .argument("<manufacturer>", "the manufacturer", manufacturerId)
    .option("--account <account>", "the account; without it, the naming is taken back", address)
    .action((manufacturer, { account: nextAccount }, command) =>
      session.write(
        command,
        "proposeManufacturerAccount",
        { manufacturer, nextAccount },
        nextAccount
          ? `${nextAccount} is named for ${manufacturer}, and has to accept.`
          : "The naming is taken back.",
      ),
    );

  writing(
    authority,
    "accept-account",
    "As the account named: act for a manufacturer from now on",
    "authority accept-account CN-BH01 --dry-run",
  )
    .argument("<manufacturer>", "the manufacturer", manufacturerId)
    .action((manufacturer, _options, command) =>
      session.write(
        command,
        "acceptManufacturerAccount",
        { manufacturer },
        `You act for ${manufacturer} now.`,
      ),
    );

  writing(
    authority,
    "void-attestations",
    "As a manufacturer: end what a former account of it attested",
    "authority void-attestations CN-BH01 --account 0x90F79bf6EB2c4f870365E785982E1f101E93b906 --dry-run",
  )
    .argument("<manufacturer>", "the manufacturer", manufacturerId)
    .requiredOption("--account <account>", "the account that it rotated out", address)
    .action((manufacturer, { account: former }, command) =>
      session.write(
        command,
        "voidAttestations",
        { manufacturer, former },
        `What ${former} attested for ${manufacturer} no longer counts.`,
      ),
    );

  asking(authority, "show", "Show a manufacturer", {
    json: {
      manufacturer: "country and manufacturer block of its codes",
      status: "active, suspended, revoked or compromised",
      account: "account that acts for it",
      nextAccount: "account that it named as its next; null where none",
      compromise:
        "time for which its key was declared lost or stolen: since, until (null while it lasts); null where never",
      succession:
        "who is to take over while it is compromised: account, seat, namedAt, acceptableFrom, needed, given; null where nobody is named",
      admittedAt: "when it was admitted, in seconds",
      admittedBy: "authority that admitted it",
      name: "its name",
      contactUri: "where the public reaches it; may be empty",
    },
    examples: ["authority show CN-BH01"],
  })
    .argument("<manufacturer>", "the manufacturer", manufacturerId)
    .action(async (manufacturer, _options, command) => {
      const found = await session.read(command, ({ client, blockNumber }) =>
        client.getManufacturer({ manufacturer, blockNumber }),
      );
      if (!found) throw none(`Manufacturer ${manufacturer} was never admitted.`);
      session.answer(command, found, (layout) => layout.fields(manufacturerLines(found)));
    });

  asking(
    authority,
    "attester",
    "Show whether attestations that an account signs count for a maker",
    {
      json: {
        manufacturer: "the maker",
        account: "the account",
        attests:
          "whether they count: of its present account, and of one that it gave up itself; never while its key is declared compromised",
      },
      examples: ["authority attester CN-BH01 0x90F79bf6EB2c4f870365E785982E1f101E93b906"],
    },
  )
    .argument("<manufacturer>", "the maker", manufacturerId)
    .argument("<account>", "the account", address)
    .action(async (manufacturer, account, _options, command) => {
      const attests = await session.read(command, ({ client, blockNumber }) =>
        client.isAttester({ manufacturer, account, blockNumber }),
      );
      session.answer(command, { manufacturer, account, attests }, (layout) =>
        layout.fields([["attestations count", attests ? "yes" : "no"]]),
      );
    });
}

/** What becomes of a manufacturer whose key is lost or in other hands. */
function defineCompromise(authority: CommandUnknownOpts, session: Session): void {
  const account = "0x90F79bf6EB2c4f870365E785982E1f101E93b906";
  withDocument(
    writing(
      authority,
      "declare-compromised",
      "As the authority of its country: declare that a manufacturer's key is lost or stolen",
      "authority declare-compromised CN-BH01 --since 2026-01-05 --document decision.pdf",
    ),
    "the decision",
  )
    .argument("<manufacturer>", "the manufacturer", manufacturerId)
    .requiredOption("--since <moment>", "from when on it was not its own alone", moment)
    .action((manufacturer, { since, ...options }, command) =>
      session.write(
        command,
        "declareCompromised",
        async ({ documents }) => ({
          manufacturer,
          since,
          reasonDigest: await documents.commitment(options),
        }),
        `${manufacturer} is compromised: its key does nothing any more.`,
      ),
    );

  const succession = group(
    authority,
    "succession",
    "Give a compromised manufacturer another account",
  ) as never;
  withDocument(
    writing(
      succession,
      "name",
      "As the authority of its country: name the account that is to take over",
      `authority succession name CN-BH01 --account ${account} --document decision.pdf`,
    ),
    "the decision",
  )
    .argument("<manufacturer>", "the manufacturer", manufacturerId)
    .requiredOption("--account <account>", "the account", address)
    .action((manufacturer, { account: successor, ...options }, command) =>
      session.write(
        command,
        "nameSuccessor",
        async ({ documents }) => ({
          manufacturer,
          successor,
          reasonDigest: await documents.commitment(options),
        }),
        `${successor} is named for ${manufacturer}. Other seats have to countersign.`,
      ),
    );
  writing(
    succession,
    "countersign",
    "As another seat of tenure: agree to the account that is named",
    `authority succession countersign CN-BH01 --account ${account} --dry-run`,
  )
    .argument("<manufacturer>", "the manufacturer", manufacturerId)
    .requiredOption("--account <account>", "the account that you agree to", address)
    .action((manufacturer, { account: successor }, command) =>
      session.write(
        command,
        "countersignSuccession",
        { manufacturer, successor },
        `You agree that ${successor} takes over ${manufacturer}.`,
      ),
    );
  writing(
    succession,
    "withdraw",
    "As the authority of its country: take the naming back",
    "authority succession withdraw CN-BH01 --dry-run",
  )
    .argument("<manufacturer>", "the manufacturer", manufacturerId)
    .action((manufacturer, _options, command) =>
      session.write(
        command,
        "withdrawSuccession",
        { manufacturer },
        `Nobody is named to take over ${manufacturer} any more.`,
      ),
    );
  writing(
    succession,
    "accept",
    "As the account named, countersigned and after the notice: take a manufacturer over",
    "authority succession accept CN-BH01 --dry-run",
  )
    .argument("<manufacturer>", "the manufacturer", manufacturerId)
    .action((manufacturer, _options, command) =>
      session.write(
        command,
        "acceptSuccession",
        { manufacturer },
        `You act for ${manufacturer} now, which is suspended until its authority reinstates it.`,
      ),
    );
}

function manufacturerLines({
  manufacturer,
  name,
  status,
  account,
  nextAccount,
  compromise,
  succession,
  admittedAt,
  admittedBy,
  contactUri,
}: Manufacturer) {
  return [
    ["manufacturer", `${manufacturer}: ${name}`],
    ["status", status],
    ["account", account],
    ...(nextAccount ? [["next account", nextAccount] as const] : []),
    ...(compromise ? [["compromised", compromiseText(compromise)] as const] : []),
    ...(succession ? [["successor", successionText(succession)] as const] : []),
    ["admitted", `${momentText(admittedAt)} by ${admittedBy}`],
    ...(contactUri ? [["contact", contactUri] as const] : []),
  ] as const;
}

function compromiseText({ since, until }: NonNullable<Manufacturer["compromise"]>): string {
  return `since ${momentText(since)}${until === undefined ? "" : ` until ${momentText(until)}`}`;
}

function successionText(succession: NonNullable<Manufacturer["succession"]>): string {
  const { account, seat, acceptableFrom, needed, given } = succession;
  return `${account}, named by seat ${seat}; ${given} of ${needed} countersignatures; from ${momentText(acceptableFrom)} on`;
}

function defineModels(authority: CommandUnknownOpts, session: Session): void {
  const model = group(
    authority,
    "model",
    "Register models, approve them for markets, withdraw approvals",
  ) as never;

  writing(
    model,
    "register",
    "As its manufacturer: register a model",
    "authority model register CN-BH01-TERN04 --scheme sequential --counter-width 12 --name 'Tern 4' --dry-run",
  )
    .argument("<model>", "country, manufacturer and model block of its codes", modelId)
    .addOption(
      new Option("--scheme <scheme>", "how its serials are made; never changes")
        .choices(SCHEMES)
        .makeOptionMandatory(),
    )
    .option(
      "--counter-width <digits>",
      "digits of the counter of a sequential model",
      integer(1, 16),
    )
    .requiredOption("--name <name>", "its name, as the public knows it")
    .option("--documentation <uri>", "where its public documentation is")
    .action((one, { scheme, counterWidth, name, documentation: documentationUri }, command) =>
      session.write(
        command,
        "registerModel",
        { model: one, scheme, counterWidth, name, documentationUri },
        `${name} is registered as ${one}.`,
      ),
    );

  withDocument(
    writing(
      model,
      "approve",
      "As the authority of a market: approve a model",
      "authority model approve CN-BH01-TERN03 --country ES --level L3 --expiry 2030-01-01 --document type-certificate.pdf",
    ),
    "the type certificate",
  )
    .argument("<model>", "the model", modelId)
    .requiredOption("--country <country>", "the market", countryCode)
    .requiredOption("--level <level>", "intelligence level, L1 to L5", level)
    .requiredOption("--expiry <moment>", "from when on it is no longer valid", moment)
    .action((one, { country, level: graded, expiry, ...options }, command) =>
      session.write(
        command,
        "approveModel",
        async ({ documents }) => ({
          model: one,
          country,
          level: graded,
          expiry,
          certificateDigest: await documents.commitment(options),
        }),
        `${one} is approved for ${country} until ${day(expiry)}.`,
      ),
    );

  withDocument(
    writing(
      model,
      "withdraw",
      "As the authority of a market: withdraw the approval of a model",
      "authority model withdraw CN-BH01-TERN03 --country ES --document decision.pdf",
    ),
    "the decision",
  )
    .argument("<model>", "the model", modelId)
    .requiredOption("--country <country>", "the market", countryCode)
    .action((one, { country, ...options }, command) =>
      session.write(
        command,
        "withdrawModelApproval",
        async ({ documents }) => ({
          model: one,
          country,
          reasonDigest: await documents.commitment(options),
        }),
        `${one} is no longer approved for ${country}.`,
      ),
    );

  asking(model, "show", "Show a model and its approvals", {
    json: {
      model: "country, manufacturer and model block of its codes",
      scheme: "sequential or listed",
      counterWidth: "digits of the counter; null where listed",
      registeredAt: "when, in seconds",
      name: "its name",
      documentationUri: "where its documentation is; may be empty",
      approvals:
        "one for each country that gave one: country, valid, level, approvedAt, expiry, withdrawnAt, certificateDigest",
    },
    examples: ["authority model show CN-BH01-TERN03"],
  })
    .argument("<model>", "the model", modelId)
    .action(async (one, _options, command) => {
      const found = await session.read(command, async ({ client, blockNumber }) => {
        const [record, seats] = await Promise.all([
          client.getModel({ model: one, blockNumber }),
          client.getSeats({ blockNumber }),
        ]);
        const countries = seats.flatMap((seat) => seat.countries).sort();
        const approvals = await Promise.all(
          countries.map((country) => client.getApproval({ model: one, country, blockNumber })),
        );
        return (
          record && { ...record, approvals: approvals.filter((approval) => approval !== undefined) }
        );
      });
      if (!found) throw none(`Model ${one} was never registered.`);
      session.answer(command, found, (layout) => renderModel(found, found.approvals, layout));
    });
}

function renderModel(model: Model, approvals: AuthorityChain["approvals"], layout: Layout): string {
  const { scheme, counterWidth, registeredAt, documentationUri } = model;
  return [
    layout.fields([
      ["model", `${model.model}: ${model.name}`],
      [
        "serials",
        counterWidth === undefined ? scheme : `${scheme}, a counter of ${counterWidth} digits`,
      ],
      ["registered", momentText(registeredAt)],
      ...(documentationUri ? [["documentation", documentationUri] as const] : []),
    ]),
    approvalTable(approvals, layout),
  ].join("\n");
}

function approvalTable(approvals: AuthorityChain["approvals"], layout: Layout): string {
  return layout.table(
    ["market", "level", "valid", "approved", "expires", "withdrawn"],
    approvals.map(({ country, level: graded, valid, approvedAt, expiry, withdrawnAt }) => [
      country,
      `L${graded}`,
      valid ? "yes" : { text: "no", paint: "yellow" },
      day(approvedAt),
      day(expiry),
      withdrawnAt === undefined ? "" : day(withdrawnAt),
    ]),
    "It is approved for no market.",
  );
}

function defineAccreditations(authority: CommandUnknownOpts, session: Session): void {
  const accreditation = group(
    authority,
    "accreditation",
    "Withdraw and show accreditations",
  ) as never;
  const role = () => new Argument("<role>", "as what").choices(ROLES);

  writing(
    authority,
    "accredit",
    "As an authority: accredit a workshop, inspector, recycler, insurer or investigator",
    "authority accredit 0x90F79bf6EB2c4f870365E785982E1f101E93b906 workshop --country ES --expiry 2027-06-01 --dry-run",
  )
    .argument("<account>", "the account", address)
    .addArgument(role())
    .requiredOption("--country <country>", "the country that accredits it", countryCode)
    .requiredOption(
      "--expiry <moment>",
      "from when on it is no longer valid; two years ahead at most",
      moment,
    )
    .action((accredited, as, { country, expiry }, command) =>
      session.write(
        command,
        "accredit",
        { accredited, role: as, country, expiry },
        `${accredited} is accredited in ${country} as ${as} until ${day(expiry)}.`,
      ),
    );

  withDocument(
    writing(
      accreditation,
      "withdraw",
      "As an authority: withdraw an accreditation",
      "authority accreditation withdraw 0x90F79bf6EB2c4f870365E785982E1f101E93b906 workshop --country ES --document decision.pdf",
    ),
    "the decision",
  )
    .argument("<account>", "the account", address)
    .addArgument(role())
    .requiredOption("--country <country>", "the country that accredits it", countryCode)
    .action((accredited, as, { country, ...options }, command) =>
      session.write(
        command,
        "withdrawAccreditation",
        async ({ documents }) => ({
          accredited,
          role: as,
          country,
          reasonDigest: await documents.commitment(options),
        }),
        `${accredited} is no longer accredited in ${country} as ${as}.`,
      ),
    );

  asking(accreditation, "show", "Show whether an account is accredited", {
    json: {
      accredited: "the account",
      role: "as what",
      country: "country that accredits it",
      expiry: "from when on it no longer holds, in seconds; null where it never was",
      seat: "seat that gave it; null where it never was",
      givenAt: "when it was given or renewed, in seconds; null where it never was",
      valid: "whether it holds",
    },
    examples: [
      "authority accreditation show 0xa0Ee7A142d267C1f36714E4a8F75612F20a79720 workshop --country ES",
    ],
  })
    .argument("<account>", "the account", address)
    .addArgument(role())
    .requiredOption("--country <country>", "the country", countryCode)
    .action(async (accredited, as, { country }, command) => {
      const parameters = { accredited, role: as, country };
      const found = await session.read(command, ({ client, blockNumber }) =>
        client.getAccreditation({ ...parameters, blockNumber }),
      );
      const answer = found ?? {
        ...parameters,
        expiry: undefined,
        seat: undefined,
        givenAt: undefined,
        valid: false,
      };
      session.answer(
        command,
        answer,
        () => `${accredited} ${accreditationText(found, `in ${country} as ${as}`)}.\n`,
      );
    });
}

function accreditationText(found: Accreditation | undefined, what: string): string {
  if (!found) return `was never accredited ${what}`;
  return found.valid
    ? `is accredited ${what} until ${day(found.expiry)}`
    : `is no longer accredited ${what}`;
}

function defineChain(authority: CommandUnknownOpts, session: Session): void {
  asking(authority, "chain", "Show who vouches for a code, link by link", {
    json: {
      id: "the code, issued or not",
      country: "country that it begins with",
      seat: "seat that answers for that country; null where none does",
      manufacturer: "the manufacturer, with who admitted it; null where none was admitted",
      model: "the model; null where none is registered",
      approvals: "approvals of the model, valid or not",
      market: "country on whose market it is; null where on none",
      marketSeat: "seat that answers for its market",
    },
    examples: ["authority chain CN-BH01-TERN03-25W07000000000001"],
  })
    .argument("<code>", "the code", robotId)
    .action(async (id, _options, command) => {
      const chain = await session.read(command, ({ client, blockNumber }) =>
        client.getAuthorityChain({ id, blockNumber }),
      );
      session.answer(command, chain, (layout) => renderChain(chain, layout));
    });
}

function renderChain(chain: AuthorityChain, layout: Layout): string {
  const { id, country, seat, manufacturer, model, approvals, market, marketSeat } = chain;
  return [
    layout.fields([
      ["code", { text: formatRobotId(id), paint: "bold" }],
      ["country", `${country}: ${seatName(seat)}${seat ? `, by ${seat.authority}` : ""}`],
      ...(manufacturer
        ? manufacturerLines(manufacturer)
        : [["manufacturer", "never admitted"] as const]),
      [
        "model",
        model
          ? `${model.model}: ${model.name}, registered ${momentText(model.registeredAt)}`
          : "never registered",
      ],
      ["market", market ? `${market}: ${seatName(marketSeat)}` : "on none"],
    ]),
    approvalTable(approvals, layout),
  ].join("\n");
}

function none(message: string): Failure {
  return new Failure(message, { exitCode: EXIT.unknown, code: "NotFound" });
}
