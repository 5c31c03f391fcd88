// Reads the files of an example world and checks them against each other. What each one holds: examples/world/README.md.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Fault,
  InputError,
  readCsv,
  readJson,
  refuse,
  repetitions,
  type Sourced,
} from "@openrobotid/kit/input";
import {
  type CountryCode,
  countryOf,
  type ManufacturerId,
  type ModelId,
  manufacturerOf,
} from "@openrobotid/sdk";
import { getAddress } from "ethers";
import { z } from "zod";
import {
  count,
  country,
  date,
  eventsSchema,
  manufacturer,
  model,
  name,
  party,
  serial,
  type WorldEvent,
} from "./events.js";
import { type Production, readProduction } from "./production.js";
import { choices } from "./vocabulary.js";

export const WORLD_FOLDER = fileURLToPath(new URL("../../examples/world", import.meta.url));

/** Somebody of the world. */
export type Party = {
  key: string;
  name: string;
  /** Number of its account under the mnemonic that every development chain knows. */
  account: number;
};

/** A standards body and the countries that it answers for. */
export type Authority = {
  party: string;
  validator: string;
  countries: CountryCode[];
  founding: boolean;
};

export type World = {
  folder: string;
  parties: Map<string, Party>;
  authorities: Authority[];
  /** Everything that happens, by date. */
  events: Sourced<WorldEvent>[];
  /** What the factories made, by the production files that issuances.csv names. */
  productions: Map<string, Production>;
};

/** Reads a world. Throws `InputError` with everything that is wrong in one of its files. */
export async function readWorld(folder = WORLD_FOLDER): Promise<World> {
  const parties = readParties(join(folder, "parties.csv"));
  const authorities = readAuthorities(join(folder, "authorities.csv"), parties);
  const tables = new Tables(folder, parties, authorities);
  const decided = [
    ...tables.manufacturers(),
    ...tables.models(),
    ...tables.approvals(),
    ...tables.accreditations(),
    ...(await tables.issuances()),
  ];
  const told = readEvents(join(folder, "events.json"), parties);
  const events = [...decided, ...told].sort((a, b) => a.value.date - b.value.date);
  return { folder, parties, authorities, events, productions: tables.productions };
}

function readParties(file: string): Map<string, Party> {
  const row = z.object({ party, account: count(1, 1_000_000), name });
  const rows = readCsv(file, row, ["party", "account", "name"]);
  refuse([...repetitions(rows, "party"), ...repetitions(rows, "account")]);
  return new Map(
    rows.map(({ value }) => [
      value.party,
      { key: value.party, account: value.account, name: value.name },
    ]),
  );
}

function readAuthorities(file: string, parties: Map<string, Party>): Authority[] {
  const validator = z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/, { error: "the address of a node, 0x and 40 digits" })
    .transform((address) => getAddress(address.toLowerCase()));
  const row = z.object({ party, country, validator, seat: z.enum(["founding", "vote"]) });
  const rows = readCsv(file, row, ["party", "country", "validator", "seat"]);
  refuse([...strangers(rows, "party", parties), ...repetitions(rows, "country")]);
  const authorities = new Map<string, Authority>();
  for (const { value } of rows) {
    const authority = authorities.get(value.party) ?? {
      party: value.party,
      validator: value.validator,
      countries: [],
      founding: value.seat === "founding",
    };
    authority.countries.push(value.country);
    authorities.set(value.party, authority);
  }
  return [...authorities.values()];
}

function readEvents(file: string, parties: Map<string, Party>): Sourced<WorldEvent>[] {
  const { value, fault } = readJson(file, eventsSchema);
  const events = value.map((event, index) => ({
    value: event,
    fault: (path: readonly PropertyKey[], expected: string) => fault([index, ...path], expected),
  }));
  refuse([
    ...events.flatMap((event, index) =>
      event.value.date < (value[index - 1]?.date ?? 0)
        ? [event.fault(["date"], "a date not before that of the event above")]
        : [],
    ),
    ...PARTY_FIELDS.flatMap((field) => strangers(events, field, parties)),
  ]);
  return events;
}

/** Fields of events that name somebody. */
const PARTY_FIELDS = ["by", "party", "from", "to", "operator", "recycler", "beneficiary"];

// ----------------------------------------------------------------------------------------------------- tables

/** The tables whose rows are events as well; each refers to those before it. */
class Tables {
  readonly productions = new Map<string, Production>();
  readonly #makers = new Map<ManufacturerId, string>();
  readonly #models = new Map<ModelId, { scheme: string; counterWidth: number }>();

  readonly folder: string;
  readonly parties: Map<string, Party>;
  readonly authorities: Authority[];

  constructor(folder: string, parties: Map<string, Party>, authorities: Authority[]) {
    this.folder = folder;
    this.parties = parties;
    this.authorities = authorities;
  }

  manufacturers(): Sourced<WorldEvent>[] {
    const row = z.object({ date, code: manufacturer, party, contact: z.url() });
    const rows = this.#read("manufacturers.csv", row, ["date", "code", "party", "contact"]);
    refuse([...repetitions(rows, "code"), ...repetitions(rows, "party")]);
    return events(rows, (value, fault) => {
      this.#makers.set(value.code, value.party);
      const by = this.#authority(countryOf(value.code), fault, "code");
      return { action: "admitManufacturer", by, ...value };
    });
  }

  models(): Sourced<WorldEvent>[] {
    const scheme = z.enum(choices("enum IAuthorityRegistry.SerialScheme"));
    const counter_width = count(0, 16);
    const row = z.object({
      date,
      code: model,
      name,
      scheme,
      counter_width,
      documentation: z.url(),
    });
    const columns = ["date", "code", "name", "scheme", "counter_width", "documentation"];
    const rows = this.#read("models.csv", row, columns);
    refuse([
      ...repetitions(rows, "code"),
      ...rows.flatMap(({ value, fault }) =>
        (value.scheme === "listed") === (value.counter_width === 0)
          ? []
          : [
              fault(
                ["counter_width"],
                "1 to 16 where the scheme is sequential, 0 where it is listed",
              ),
            ],
      ),
    ]);
    return events(rows, ({ code, counter_width: counterWidth, ...value }, fault) => {
      this.#models.set(code, { scheme: value.scheme, counterWidth });
      const by = this.#maker(code, fault, "code");
      return { action: "registerModel", by, model: code, counterWidth, ...value };
    });
  }

  approvals(): Sourced<WorldEvent>[] {
    const level = count(1, 5);
    const row = z.object({ date, model, country, level, expiry: date, certificate: name });
    const columns = ["date", "model", "country", "level", "expiry", "certificate"];
    return events(this.#read("approvals.csv", row, columns), (value, fault) => {
      this.#model(value.model, fault);
      const by = this.#authority(value.country, fault, "country");
      return { action: "approveModel", by, ...value };
    });
  }

  accreditations(): Sourced<WorldEvent>[] {
    const row = z.object({
      date,
      party,
      role: z.enum(choices("enum IAuthorityRegistry.Role")),
      country,
      expiry: date,
    });
    const columns = ["date", "party", "role", "country", "expiry"];
    return events(this.#read("accreditations.csv", row, columns), (value, fault) => {
      const by = this.#authority(value.country, fault, "country");
      return { action: "accredit", by, ...value };
    });
  }

  async issuances(): Promise<Sourced<WorldEvent>[]> {
    const row = z.object({
      date,
      model,
      production_file: z.string(),
      first_serial: z.union([z.literal(""), serial]),
      count: z.union([z.literal("").transform(() => undefined), count(1, 1_000_000_000)]),
      manifest: z.union([z.literal(""), z.url()]),
    });
    const columns = ["date", "model", "production_file", "first_serial", "count", "manifest"];
    const found: Sourced<WorldEvent>[] = [];
    for (const { value, fault } of this.#read("issuances.csv", row, columns)) {
      const { production_file: production, first_serial: firstSerial, count, manifest } = value;
      const { scheme, counterWidth } = this.#model(value.model, fault);
      const by = this.#maker(value.model, fault, "model");
      const common = { date: value.date, by, model: value.model };
      const must = (condition: boolean, column: string, expected: string) =>
        refuse(condition ? [] : [fault([column], expected)]);
      if (production === "") {
        must(
          scheme === "sequential",
          "production_file",
          "a file, as the model's serials are listed",
        );
        must(firstSerial !== "", "first_serial", "a serial, as there is no production file");
        must(count !== undefined, "count", "a number, as there is no production file");
        must(manifest === "", "manifest", "nothing, as there is no production file");
        const event = { action: "issueLot", ...common, firstSerial, count: count ?? 0 } as const;
        found.push({ value: event, fault });
      } else {
        must(firstSerial === "", "first_serial", "nothing: the production file says it");
        must(count === undefined, "count", "nothing: the production file says it");
        must(manifest !== "", "manifest", "the address at which the manifest is published");
        const file = join(this.folder, production);
        const width = scheme === "sequential" ? counterWidth : undefined;
        this.productions.set(production, await readProduction(file, value.model, width));
        const event = { action: "issueProduction", ...common, production, manifest } as const;
        found.push({ value: event, fault });
      }
    }
    return found;
  }

  #read<T extends object>(file: string, row: z.ZodType<T>, columns: string[]): Sourced<T>[] {
    const rows = readCsv(join(this.folder, file), row, columns);
    refuse(strangers(rows, "party", this.parties));
    return rows;
  }

  #authority(code: CountryCode, fault: SaysFault, column: string): string {
    const authority = this.authorities.find(({ countries }) => countries.includes(code));
    if (authority === undefined) {
      throw new InputError([fault([column], "a country of authorities.csv")]);
    }
    return authority.party;
  }

  #maker(code: ModelId, fault: SaysFault, column: string): string {
    const maker = this.#makers.get(manufacturerOf(code));
    if (maker === undefined) {
      throw new InputError([fault([column], "a code that begins as one of manufacturers.csv")]);
    }
    return maker;
  }

  #model(code: ModelId, fault: SaysFault): { scheme: string; counterWidth: number } {
    const found = this.#models.get(code);
    if (found === undefined) throw new InputError([fault(["model"], "a code of models.csv")]);
    return found;
  }
}

type SaysFault = Sourced<unknown>["fault"];

function events<T>(
  rows: Sourced<T>[],
  eventOf: (value: T, fault: SaysFault) => WorldEvent,
): Sourced<WorldEvent>[] {
  return rows.map(({ value, fault }) => ({ value: eventOf(value, fault), fault }));
}

/** Rows and events that name somebody whom parties.csv does not know. */
function strangers(rows: Sourced<object>[], field: string, parties: Map<string, Party>): Fault[] {
  return rows.flatMap(({ value, fault }) => {
    const key = (value as Record<string, unknown>)[field];
    return key === undefined || parties.has(String(key))
      ? []
      : [fault([field], "somebody of parties.csv")];
  });
}
