// An API for tests of the pages: answers of the forms that the OpenAPI document describes, about a few invented robots. Its
// types are those of the document, so that it cannot promise what the API does not.
import type { components } from "@openrobotid/api";
import {
  checkCharacter,
  formatRobotId,
  parseRobotId,
  toBytes32,
  VERDICTS,
  type Verdict,
} from "@openrobotid/sdk";
import { pathOf } from "@openrobotid/sdk/rules";
import { Hono } from "hono";

type Schemas = components["schemas"];
type Robot = Schemas["Robot"];

const hash = (digit: string) => `0x${digit.repeat(64)}`;

function proof(blockNumber: number, timestamp: string): Schemas["Proof"] {
  return {
    transactionHash: hash((blockNumber % 16).toString(16)),
    blockNumber,
    logIndex: blockNumber % 5,
    timestamp,
  };
}

const asOf: Schemas["AsOf"] = {
  blockNumber: 12_431,
  timestamp: "2026-02-03T11:59:58Z",
  ageSeconds: 2,
  at: null,
  lagging: false,
  seals: "qbft",
};

const seats: Schemas["Seat"][] = [
  { number: 1, name: "Beihu Centre for Humanoid Standards" },
  { number: 2, name: "Centro Ibérico de Normas Robóticas" },
  { number: 3, name: "Centro Mexicano de Identidad Robótica" },
  { number: 4, name: "Zentralstelle für Roboterkennung" },
];
const [china, spain, mexico, germany] = seats as [
  Schemas["Seat"],
  Schemas["Seat"],
  Schemas["Seat"],
  Schemas["Seat"],
];

const approvals: Schemas["Approval"][] = [
  ["CN", china, true],
  ["ES", spain, true],
  ["DE", germany, false],
].map(([country, seat, valid], index) => ({
  country: country as string,
  valid: valid as boolean,
  level: 3,
  approvedAt: "2025-02-03T09:00:00Z",
  expiry: valid ? "2030-02-03T09:00:00Z" : "2025-12-01T09:00:00Z",
  withdrawnAt: null,
  authority: { country: country as string, seat: seat as Schemas["Seat"] },
  proof: proof(40 + index, "2025-02-03T09:00:00Z"),
}));

const notice = {
  campaign: 1,
  campaignNumber: "BH-2025-001",
  component: "Shoulder drive",
  summary: "The brake of the shoulder drive may release under load.",
  consequence: "The arm may fall and hit somebody.",
  remedy: "The drive is exchanged free of charge.",
  parkIt: true,
  overTheAirUpdate: false,
  severity: "stopUse" as const,
  openedBy: "maker" as const,
  country: null,
  openedAt: "2025-05-19T09:00:00Z",
  closedAt: null,
  closesAt: "2026-03-01T09:00:00Z",
  makerRemedies: true,
  suspendedIn: ["MX"],
};

const second = {
  ...notice,
  campaign: 2,
  campaignNumber: "ES-2025-014",
  component: "Charging contact",
  summary: "The charging contact may corrode.",
  consequence: "Charging may take longer.",
  remedy: "The contact is cleaned and greased.",
  parkIt: false,
  severity: "advisory" as const,
  openedBy: "authority" as const,
  country: "ES",
  closesAt: null,
  makerRemedies: false,
  suspendedIn: [],
};

const makerSummary: Schemas["MakerSummary"] = {
  id: "CNBH01",
  name: "Beihu Motion Works",
  status: "active",
  contact: "https://beihu.example/contact",
  proof: proof(20, "2025-01-13T09:00:00Z"),
  authority: { country: "CN", seat: china },
  admittedAt: "2025-01-13T09:00:00Z",
  admittedBy: china,
};

const modelSummary: Schemas["ModelSummary"] = {
  id: "CNBH01TERN03",
  name: "Tern 3",
  documentation: "https://beihu.example/tern-3",
  proof: proof(25, "2025-01-20T09:00:00Z"),
  scheme: "sequential",
  registeredAt: "2025-01-20T09:00:00Z",
};

const byState: Schemas["UnitCounts"] = {
  total: 10_520,
  byState: [
    { state: "issued", count: 9806 },
    { state: "inService", count: 702 },
    { state: "endOfLife", count: 4 },
    { state: "scrapped", count: 8 },
  ],
};

function entry(
  seq: number,
  kind: string,
  time: string,
  rest: Partial<Schemas["TimelineEntry"]> = {},
): Schemas["TimelineEntry"] {
  const proven = proof(100 + seq * 7, time);
  return {
    seq,
    kind,
    time,
    capacity: null,
    country: null,
    details: {},
    corrects: null,
    proof: proven,
    ...rest,
  };
}

const wearAt = (operatingHours: number, chargeCycles: number, falls: number) => ({
  capacity: "operator" as const,
  details: { operatingHours, chargeCycles, falls },
});

const timeline: Schemas["TimelineEntry"][] = [
  entry(0, "issued", "2025-02-17T09:00:00Z"),
  entry(1, "placedOnMarket", "2025-03-03T09:00:00Z", { country: "ES" }),
  entry(2, "softwareRelease", "2025-03-04T09:00:00Z", {
    capacity: "maker",
    details: { version: "3.1.0" },
  }),
  entry(3, "transferred", "2025-03-10T09:00:00Z"),
  entry(4, "service", "2025-04-14T09:00:00Z", { capacity: "workshop", country: "ES" }),
  entry(5, "partReplaced", "2025-04-14T09:00:00Z", {
    capacity: "workshop",
    country: "ES",
    details: { partNumber: "BH-WRIST-22L" },
  }),
  entry(6, "intelligenceGrade", "2025-04-15T09:00:00Z", {
    capacity: "inspector",
    country: "ES",
    details: { level: 3 },
  }),
  entry(7, "certificate", "2025-04-15T09:00:00Z", {
    capacity: "inspector",
    country: "ES",
    details: { scope: "Carrying on hospital wards" },
  }),
  entry(8, "telemetryAnchor", "2025-06-18T09:00:00Z", wearAt(512, 140, 0)),
  entry(9, "telemetryAnchor", "2025-08-18T09:00:00Z", wearAt(988, 271, 1)),
  entry(10, "telemetryAnchor", "2025-09-18T09:00:00Z", wearAt(1466, 402, 1)),
  entry(11, "somethingNew", "2025-10-01T09:00:00Z"),
];

/** The robot that everything is recorded of; the others differ from it. */
function robotOf(code: string, changes: Partial<Robot> & { verdict: Robot["verdict"] }): Robot {
  const id = parseRobotId(code);
  const path = pathOf(id);
  const self = `/v1/robots/${id}`;
  return {
    id,
    formatted: formatRobotId(id),
    name: formatRobotId(id),
    description: "What its verdict means.",
    image: `http://127.0.0.1:8080${self}/label.svg`,
    checkCharacter: checkCharacter(id),
    token: `eip155:31337/erc721:0x5fbdb2315678afecb367f032d93f642f64180aa3/${BigInt(toBytes32(id))}`,
    links: {
      self,
      history: `${self}/history`,
      epcis: `${self}/history.epcis`,
      resolver: path,
      page: `https://id.example${path}`,
      maker: "/v1/makers/CNBH01",
      model: "/v1/models/CNBH01TERN03",
    },
    state: "inService",
    issued: {
      at: "2025-02-17T09:00:00Z",
      lot: hash("6"),
      proof: proof(60, "2025-02-17T09:00:00Z"),
    },
    maker: makerSummary,
    authority: { country: "CN", seat: china },
    answersFor: { country: "ES", seat: spain, because: "market" },
    model: modelSummary,
    level: { level: 3, basis: "grade", proof: proof(142, "2025-04-15T09:00:00Z") },
    market: {
      country: "ES",
      since: "2025-03-03T09:00:00Z",
      proof: proof(107, "2025-03-03T09:00:00Z"),
    },
    approvals,
    recalls: { open: [], settled: [] },
    certificates: [
      {
        seq: 7,
        scope: "capability:carrying",
        valid: true,
        issuedAt: "2025-04-15T09:00:00Z",
        expiry: "2026-04-15T09:00:00Z",
        withdrawnAt: null,
        issuer: { capacity: "inspector", jurisdiction: "ES" },
        proof: proof(149, "2025-04-15T09:00:00Z"),
      },
    ],
    brands: [],
    flags: [],
    ordered: false,
    pendingOrder: null,
    firmware: {
      status: "recorded",
      version: "3.1.0",
      release: {
        imageDigest: hash("9"),
        uri: "https://beihu.example/firmware/tern-3/3.1.0",
        publishedAt: "2025-02-24T09:00:00Z",
        withdrawnAt: null,
      },
      installedAt: "2025-03-04T09:00:00Z",
      proof: proof(114, "2025-03-04T09:00:00Z"),
    },
    lastService: {
      status: "recorded",
      at: "2025-04-14T09:00:00Z",
      capacity: "workshop",
      jurisdiction: "ES",
      proof: proof(128, "2025-04-14T09:00:00Z"),
    },
    wear: {
      status: "recorded",
      operatingHours: 1466,
      chargeCycles: 402,
      falls: 1,
      from: "2025-08-18T09:00:00Z",
      to: "2025-09-18T09:00:00Z",
      capacity: "operator",
      proof: proof(170, "2025-09-18T09:00:00Z"),
    },
    disposal: null,
    timeline,
    history: { length: 11, head: hash("b"), verified: "proven", because: null },
    asOf,
    ...changes,
  };
}

const said = (verdict: Verdict, ...also: Verdict[]) => ({ verdict, also, because: null });
const flagged = (flag: "stolen" | "disputed"): Robot["flags"] => [
  { flag, since: "2025-10-02T09:00:00Z", proof: proof(300, "2025-10-02T09:00:00Z") },
];
const open = {
  status: "open" as const,
  settledAt: null,
  settlement: null,
  proof: proof(210, "2025-05-19T09:00:00Z"),
};
const disposal = (scrappedAt: string | null): Robot["disposal"] => ({
  takenInAt: "2025-11-03T09:00:00Z",
  country: "ES",
  scrappedAt,
  proof: proof(330, scrappedAt ?? "2025-11-03T09:00:00Z"),
});

const nth = (number: number) => `CNBH01TERN0325W07${String(number).padStart(12, "0")}`;

/** A robot in service that a registrar order is pending against. */
export const ordered = nth(101);

/** A code for each verdict: that of the first unit is in service, that of the last was never issued. */
export const codes = Object.fromEntries(
  VERDICTS.toReversed().map((verdict, index) => [verdict, nth(index + 1)]),
) as Readonly<Record<Verdict, string>>;

/** A robot of which the registry keeps another history than the index holds, on a chain that nobody seals. */
export const doubted = nth(102);
const because = "The registry keeps another head.";

const robots: Readonly<Record<string, Robot>> = Object.fromEntries(
  [
    ...VERDICTS.filter((verdict) => verdict !== "unknownCode").map((verdict) =>
      robotOf(codes[verdict], { verdict: said(verdict) }),
    ),
    robotOf(codes.inService, {
      verdict: said("inService"),
      recalls: {
        open: [],
        settled: [
          {
            ...notice,
            status: "remedied",
            settledAt: "2025-06-11T09:00:00Z",
            settlement: proof(240, "2025-06-11T09:00:00Z"),
            proof: open.proof,
          },
        ],
      },
      brands: [
        {
          seq: 9,
          code: "flood",
          asReported: "Was in water to the hips for two hours",
          capacity: "insurer",
          jurisdiction: "ES",
          since: "2025-07-01T09:00:00Z",
          corrected: false,
          proof: proof(260, "2025-07-01T09:00:00Z"),
        },
      ],
    }),
    robotOf(codes.recalled, {
      verdict: said("recalled"),
      recalls: { open: [{ ...second, ...open }], settled: [] },
    }),
    robotOf(codes.stopUse, {
      verdict: said("stopUse", "recalled"),
      recalls: {
        open: [
          { ...second, ...open },
          { ...notice, ...open },
        ],
        settled: [],
      },
    }),
    robotOf(codes.stolen, { verdict: said("stolen"), flags: flagged("stolen") }),
    robotOf(codes.disputed, { verdict: said("disputed"), flags: flagged("disputed") }),
    robotOf(codes.endOfLife, {
      verdict: said("endOfLife"),
      state: "endOfLife",
      disposal: disposal(null),
    }),
    robotOf(codes.scrapped, {
      verdict: said("scrapped"),
      state: "scrapped",
      disposal: disposal("2025-11-20T09:00:00Z"),
    }),
    robotOf(codes.notOnMarket, {
      verdict: said("notOnMarket"),
      state: "issued",
      market: null,
      level: null,
      certificates: [],
      firmware: { status: "unknown" },
      lastService: { status: "unknown" },
      wear: { status: "unknown" },
      timeline: timeline.slice(0, 1),
      history: { length: 0, head: hash("c"), verified: "proven", because: null },
      answersFor: { country: "CN", seat: china, because: "maker" },
    }),
    robotOf(ordered, {
      verdict: said("inService"),
      ordered: true,
      pendingOrder: {
        order: 4,
        action: "transfer",
        country: "ES",
        proposedAt: "2026-01-12T09:00:00Z",
        executableAt: "2026-02-11T09:00:00Z",
        expiresAt: "2026-05-12T09:00:00Z",
        proof: proof(380, "2026-01-12T09:00:00Z"),
      },
    }),
    robotOf(codes.notApproved, {
      verdict: said("notApproved"),
      market: {
        country: "DE",
        since: "2025-03-03T09:00:00Z",
        proof: proof(107, "2025-03-03T09:00:00Z"),
      },
      answersFor: { country: "DE", seat: germany, because: "market" },
    }),
    robotOf(doubted, {
      verdict: { verdict: "unknown", also: [], because },
      history: { length: 11, head: hash("b"), verified: "differs", because },
      asOf: { ...asOf, seals: "none" },
    }),
  ].map((robot) => [robot.id, robot]),
);

const counts = (affected: number, remedied: number, notApplicable: number) => ({
  affected,
  remedied,
  notApplicable,
  open: affected - remedied - notApplicable,
});

const recalls: Schemas["Recall"][] = [notice, second].map((one, index) => ({
  ...one,
  links: {
    self: `/v1/recalls/${one.campaign}`,
    units: `/v1/recalls/${one.campaign}/units`,
    page: `https://id.example/recalls/${one.campaign}`,
    maker: "/v1/makers/CNBH01",
    model: "/v1/models/CNBH01TERN03",
  },
  model: "CNBH01TERN03",
  modelName: "Tern 3",
  maker: "CNBH01",
  scope: "range" as const,
  suspensions: one.suspendedIn.map((country) => ({
    country,
    suspendedAt: "2026-01-30T09:00:00Z",
    proof: proof(421, "2026-01-30T09:00:00Z"),
  })),
  units: index === 0 ? counts(6000, 1840, 60) : counts(420, 20, 0),
  proof: open.proof,
  closing: one.closesAt === null ? null : proof(424, "2026-01-30T09:00:00Z"),
}));

const weeks = ["2025-05-19", "2025-05-26", "2025-06-02", "2025-06-09", "2025-06-16", "2025-06-23"];

const progress: Schemas["RecallProgress"] = {
  ...(recalls[0] as Schemas["Recall"]),
  progress: {
    byCountry: [
      { country: "ES", ...counts(320, 210, 40) },
      { country: "DE", ...counts(180, 130, 20) },
      { country: null, ...counts(5500, 1500, 0) },
    ],
    byWeek: weeks.map((week, index) => ({
      week,
      remedied: 40 + index * 110,
      notApplicable: 10,
      reopened: index === 4 ? 90 : 0,
    })),
  },
  asOf,
};

const stats: Schemas["Stats"] = {
  units: byState,
  issued: {
    byWeek: [
      { week: "2025-02-10", count: 500 },
      { week: "2025-02-17", count: 10_000 },
      { week: "2025-02-24", count: 20 },
    ],
    byCountry: [
      { country: "CN", count: 10_000 },
      { country: "MX", count: 500 },
      { country: "DE", count: 20 },
    ],
    byMaker: [
      { maker: "CNBH01", count: 10_000 },
      { maker: "MXTN01", count: 500 },
      { maker: "DEAW01", count: 20 },
    ],
    byModel: [
      { model: "CNBH01TERN03", count: 10_000 },
      { model: "MXTN01COLIB1", count: 500 },
      { model: "DEAW01KRAN02", count: 20 },
    ],
    byLevel: [
      { level: 2, count: 20 },
      { level: 3, count: 10_000 },
      { level: 4, count: 480 },
      { level: null, count: 20 },
    ],
  },
  onMarket: [
    { country: "ES", count: 402 },
    { country: "DE", count: 210 },
    { country: "MX", count: 90 },
  ],
  flagged: { stolen: 3, disputed: 1 },
  recalls: {
    open: 2,
    closed: 0,
    bySeverity: [{ severity: "stopUse", open: 1, closed: 0 }],
    units: { open: 4500, remedied: 1860, notApplicable: 60 },
  },
  makers: 3,
  models: 3,
  seats: 4,
  asOf,
};

const consortium: Schemas["Consortium"] = {
  seats: seats.map((seat, index) => ({
    ...seat,
    countries: [["CN"], ["ES"], ["MX"], ["DE"]][index] ?? [],
    admittedAt: "2025-01-06T09:00:00Z",
    departedAt: null,
    namings:
      seat.number === 2
        ? [
            {
              key: "account" as const,
              acceptableFrom: "2026-02-05T09:00:00Z",
              proof: proof(430, "2026-02-03T09:00:00Z"),
            },
          ]
        : [],
    validatorSince: "2025-01-06T09:00:00Z",
    makersAdmitted: index === 1 ? 0 : 1,
    proof: proof(1 + index, "2025-01-06T09:00:00Z"),
  })),
  countries: ["CN", "ES", "MX", "DE"].map((country, index) => ({
    country,
    seat: seats[index] ?? null,
    // Mexico has changed hands of late.
    since: country === "MX" ? "2026-01-06T09:00:00Z" : "2025-01-06T09:00:00Z",
    actsFrom: country === "MX" ? "2026-07-05T09:00:00Z" : "2025-01-06T09:00:00Z",
    proof: proof(5 + index, "2025-01-06T09:00:00Z"),
  })),
  validators: 4,
  makers: [
    {
      id: "CNBH01",
      name: "Beihu Motion Works",
      admittedBy: china,
      admittedAt: "2025-01-13T09:00:00Z",
    },
  ],
  proposals: [
    {
      id: "2",
      state: "queued",
      proposedBy: spain,
      description: "Move the resolver to id.robots.example",
      calls: [
        {
          contract: "registryModules",
          function: "setResolver",
          summary: "setResolver: https://id.robots.example",
        },
      ],
      createdAt: "2026-01-20T09:00:00Z",
      voteStart: "2026-01-21T09:00:00Z",
      voteEnd: "2026-01-28T09:00:00Z",
      executableAt: "2026-02-11T09:00:00Z",
      executedAt: null,
      canceledAt: null,
      votes: { for: 3, against: 0, abstain: 0 },
      votesNeeded: 3,
      ballots: [china, spain, mexico, germany].map((seat, index) => ({
        seat,
        support: "for" as const,
        reason: index === 3 ? "It is time" : "",
        at: "2026-01-22T09:00:00Z",
        withdrawnAt: index === 3 ? "2026-01-30T09:00:00Z" : null,
        proof: proof(400 + index, "2026-01-22T09:00:00Z"),
      })),
      proof: proof(399, "2026-01-20T09:00:00Z"),
    },
  ],
  asOf,
};

const blocks: Schemas["BlockProduction"] = {
  status: "known",
  source: "signers",
  from: 12_332,
  to: 12_431,
  producers: [
    { seat: china, blocks: 34, lastBlock: 12_431 },
    { seat: spain, blocks: 33, lastBlock: 12_430 },
    { seat: mexico, blocks: 33, lastBlock: 12_429 },
    { seat: germany, blocks: 0, lastBlock: null },
  ],
  asOf,
};

const maker: Schemas["Maker"] = {
  ...makerSummary,
  standing: [{ status: "active", since: "2025-01-13T09:00:00Z", proof: makerSummary.proof }],
  models: [modelSummary],
  units: byState,
  asOf,
};

const robbedMaker: Schemas["Maker"] = {
  ...maker,
  id: "MXTN01",
  name: "Talleres Nahuel",
  status: "compromised",
  authority: { country: "MX", seat: mexico },
  admittedBy: mexico,
  standing: [
    ...maker.standing,
    {
      status: "compromised",
      since: "2026-01-19T09:00:00Z",
      proof: proof(410, "2026-01-19T09:00:00Z"),
    },
  ],
};

const model: Schemas["Model"] = {
  ...modelSummary,
  maker: makerSummary,
  approvals,
  releases: [
    {
      version: "3.1.0",
      imageDigest: hash("9"),
      uri: null,
      publishedAt: "2025-02-24T09:00:00Z",
      withdrawnAt: null,
      proof: proof(70, "2025-02-24T09:00:00Z"),
    },
  ],
  recalls: [{ campaign: 1, campaignNumber: "BH-2025-001", open: true }],
  units: byState,
  asOf,
};

const country: Schemas["CountryView"] = {
  country: "CN",
  seat: china,
  tenancy: {
    since: "2025-01-06T09:00:00Z",
    actsFrom: "2025-01-06T09:00:00Z",
    proof: proof(5, "2025-01-06T09:00:00Z"),
  },
  makers: [makerSummary],
  approvals: approvals.slice(0, 1).map(({ country: _country, authority: _authority, ...rest }) => ({
    model: "CNBH01TERN03",
    ...rest,
  })),
  asOf,
};

const takenOver: Schemas["CountryView"] = {
  country: "MX",
  seat: mexico,
  tenancy: {
    since: "2026-01-06T09:00:00Z",
    actsFrom: "2026-07-05T09:00:00Z",
    proof: proof(390, "2026-01-06T09:00:00Z"),
  },
  makers: [robbedMaker],
  approvals: [],
  asOf,
};

/** What a test can make the API do. */
export interface Fault {
  /** Status that everything is answered with. */
  status?: number | undefined;
  /** Whether the index says that it lags. */
  lagging?: boolean;
}

/** The API. What `fault` says can be changed while it runs. */
export function fixtureApi(fault: Fault = {}): Hono {
  const app = new Hono();
  const problem = (status: number) => ({ type: "about:blank", title: "Fault of the test", status });
  app.use(async (context, next) => {
    if (fault.status === undefined) return next();
    return context.json(problem(fault.status), fault.status as 503);
  });
  const ageing = <body extends { asOf: Schemas["AsOf"] }>(body: body): body =>
    fault.lagging ? { ...body, asOf: { ...body.asOf, lagging: true } } : body;
  app.get("/v1/robots/:code", (context) => {
    const robot = robots[context.req.param("code")];
    return robot ? context.json(ageing(robot)) : context.json(problem(404), 404);
  });
  app.post("/v1/robots\\:batch", async (context) => {
    const { codes: asked } = (await context.req.json()) as Schemas["BatchRequest"];
    const answers = asked.map((code) => ({
      asked: code,
      id: code,
      problem: null,
      verdict: robots[code]?.verdict ?? said("unknownCode"),
      state: robots[code]?.state ?? null,
      model: null,
      market: null,
      flags: [],
      openRecalls: [],
    }));
    return context.json({ robots: answers, asOf } satisfies Schemas["BatchAnswer"]);
  });
  app.get("/v1/recalls", (context) => context.json(ageing({ recalls, next: null, asOf })));
  app.get("/v1/recalls/1", (context) => context.json(ageing(progress)));
  app.get("/v1/recalls/1/units", (context) =>
    context.req.header("authorization") === "Bearer right-key"
      ? context.text("robot,status\r\n")
      : context.json(problem(401), 401),
  );
  app.get("/v1/stats", (context) => context.json(ageing(stats)));
  app.get("/v1/consortium", (context) => context.json(ageing(consortium)));
  app.get("/v1/consortium/blocks", (context) => context.json(ageing(blocks)));
  app.get("/v1/makers/CNBH01", (context) => context.json(ageing(maker)));
  app.get("/v1/makers/MXTN01", (context) => context.json(ageing(robbedMaker)));
  app.get("/v1/models/CNBH01TERN03", (context) => context.json(ageing(model)));
  app.get("/v1/countries/CN", (context) => context.json(ageing(country)));
  app.get("/v1/countries/MX", (context) => context.json(ageing(takenOver)));
  // The resolver, which answers in other forms than pages.
  app.all("/CN/*", (context) => {
    const { method, url } = context.req;
    return context.json({ method, asked: url.slice(new URL(url).origin.length) });
  });
  app.get("/.well-known/gs1resolver", (context) => context.json({ supportedPrimaryKeys: [] }));
  app.notFound((context) => context.json(problem(404), 404));
  return app;
}
