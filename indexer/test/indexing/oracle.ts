// What the contracts themselves say, in the shape of the rows of the index: read by ethers, block for block the same chain.
import { fromBytes2, fromBytes6, fromBytes12, fromBytes32, type Hex } from "@openrobotid/sdk";
import { words } from "@openrobotid/sdk/actions";
import type { TestChain } from "@openrobotid/testkit/example-chain";
import { Histories } from "@openrobotid/testkit/histories";
import { ZeroAddress, ZeroHash } from "ethers";

type Row = Readonly<Record<string, unknown>>;

const country = (bytes: string) => (/^0x0*$/.test(bytes) ? null : fromBytes2(bytes as Hex));
const address = (account: string) => (account === ZeroAddress ? null : account.toLowerCase());
const digest = (hash: string) => (hash === ZeroHash ? null : hash);
const time = (seconds: bigint) => (seconds === 0n ? null : Number(seconds));
const robot = (bytes: string) => fromBytes32(bytes as Hex);

/** What the contracts say. */
export type Oracle = Awaited<ReturnType<typeof askContracts>>;

/** Everything that the index is compared with. */
export async function askContracts({ provider, deployment, contracts }: TestChain) {
  const { registry, flags, dossier, recalls, orders, authorityRegistry, consortium, governor } =
    contracts;
  const { registryModules } = contracts;
  const logs = await provider.getLogs({
    address: Object.values(deployment.contracts).map(({ address }) => address),
    fromBlock: 0,
  });
  const named = Object.entries(contracts).flatMap(([, contract]) =>
    logs
      .filter((log) => log.address === contract.target)
      .flatMap((log) => {
        const parsed = contract.interface.parseLog(log);
        return parsed ? [{ log, name: parsed.name, args: parsed.args.toObject() }] : [];
      }),
  );
  const eventsOf = (name: string) => named.filter((each) => each.name === name);
  const distinct = (name: string, field: string) => [
    ...new Set(eventsOf(name).map(({ args }) => String(args[field]))),
  ];

  const histories = await Histories.read(provider, registry, [orders, flags, recalls, dossier]);

  const units: Row[] = [];
  for (const id of histories.ids()) {
    const found = await registry.robot(id);
    const term = await registry.operatorTerm(id);
    const disposal = await registry.disposalOf(id);
    const firmware = await dossier.firmwareOf(id);
    units.push({
      id: robot(id),
      lot: found.lot,
      state: words["enum IRobotHistory.State"][Number(found.state)],
      // A unit that is its maker's stock has no holder of its own.
      holder: address(found.holder),
      market: country(found.market),
      country: country(await registry.countryOf(id)),
      stolen: found.stolen,
      disputed: found.disputed,
      operator: address(term.account),
      operator_accepted: term.accepted,
      operator_term_end: time(term.until),
      image_digest: digest(firmware.imageDigest),
      image_installed_at: time(firmware.installedAt),
      device_key_digest: digest(found.deviceKeyDigest),
      recycler: address(disposal.recycler),
      recycler_country: country(disposal.country),
      taken_in_at: time(disposal.takenInAt),
      scrapped_at: time(disposal.scrappedAt),
      return_offered: disposal.returnOffered,
      // An offer is void once another holds the robot; the row tells who made it.
      intake_offer: address(await registry.intakeOfferOf(id)),
      transfers: Number(found.transfers),
      seq: Number(found.seq),
      entries: histories.entriesOf(id).length,
      head: found.head,
    });
  }

  const lots: Row[] = [];
  for (const id of [...distinct("LotIssued", "lot"), ...distinct("ListIssued", "lot")]) {
    const found = await registry.lot(id);
    lots.push({
      id,
      first_counter: Number(found.firstCounter),
      count: Number(found.count),
      issued_at: Number(found.issuedAt),
      units_root: digest(found.unitsRoot),
    });
  }

  const listed: Row[] = [];
  for (const { args } of eventsOf("ListIssued")) {
    for (const serial of args.serials as string[]) {
      const id = `${args.model as string}${serial.slice(2)}`;
      listed.push({ id: robot(`${id}000000`), lot: args.lot });
    }
  }

  const manufacturers: Row[] = [];
  for (const id of distinct("ManufacturerAdmitted", "id")) {
    const found = await authorityRegistry.manufacturer(id);
    manufacturers.push({
      id: fromBytes6(id as Hex),
      account: address(found.account),
      status: words["enum IAuthorityRegistry.ManufacturerStatus"][Number(found.status)],
      admitted_at: Number(found.admittedAt),
      proposed_account: address(await authorityRegistry.proposedManufacturerAccount(id)),
      compromised_since: time((await authorityRegistry.compromiseOf(id)).since),
      successor: address((await authorityRegistry.successionOf(id)).account),
    });
  }

  const models: Row[] = [];
  for (const id of distinct("ModelRegistered", "id")) {
    const found = await authorityRegistry.model(id);
    models.push({
      id: fromBytes12(id as Hex),
      scheme: words["enum IAuthorityRegistry.SerialScheme"][Number(found.scheme)],
      counter_width: Number(found.counterWidth),
      registered_at: Number(found.registeredAt),
    });
  }

  const approvals: Row[] = [];
  for (const key of new Set(
    eventsOf("ModelApproved").map(({ args }) => `${args.id} ${args.country}`),
  )) {
    const [id = "", of = ""] = key.split(" ");
    const found = await authorityRegistry.approval(id, of);
    approvals.push({
      model: fromBytes12(id as Hex),
      country: country(of),
      level: Number(found.level),
      since: Number(found.approvedAt),
      expiry: Number(found.expiry),
      withdrawn_at: time(found.withdrawnAt),
      certificate_digest: found.certificateDigest,
    });
  }

  const accreditations: Row[] = [];
  for (const key of new Set(
    eventsOf("Accredited").map(({ args }) => `${args.account} ${args.role} ${args.country}`),
  )) {
    const [account = "", role = "", of = ""] = key.split(" ");
    const found = await authorityRegistry.accreditation(account, role, of);
    accreditations.push({
      account: address(account),
      role: words["enum IAuthorityRegistry.Role"][Number(role)],
      country: country(of),
      counts: await authorityRegistry.isAccredited(account, role, of),
      expiry: Number(found.expiry),
      seat: Number(found.seat),
    });
  }

  const campaigns: Row[] = [];
  const statuses: Row[] = [];
  const marked = eventsOf("UnitsMarked").flatMap(({ args }) => args.ids as string[]);
  for (let id = 1n; id <= (await recalls.campaignCount()); id += 1n) {
    const found = await recalls.campaignOf(id);
    campaigns.push({
      id: Number(id),
      campaign_number: found.campaignNumber,
      model: fromBytes12(found.model as Hex),
      country: country(found.country),
      severity: words["enum IRecallRegistry.Severity"][Number(found.severity)],
      kind: words["enum IRecallRegistry.ScopeKind"][Number(found.kind)],
      first: digest(found.first) && robot(found.first),
      last: digest(found.last) && robot(found.last),
      park_it: found.parkIt,
      over_the_air_update: found.overTheAirUpdate,
      opened_at: Number(found.openedAt),
      closed_at: time(found.closedAt),
      maker_remedies: found.makerRemedies,
    });
    for (const unit of new Set([...histories.ids(), ...marked])) {
      const status =
        words["enum IRecallRegistry.UnitStatus"][Number(await recalls.statusOf(id, unit))];
      statuses.push({ campaign: Number(id), unit: robot(unit), status });
    }
  }

  const suspensions: Row[] = [];
  for (const { args } of eventsOf("CampaignSuspended")) {
    const at = await recalls.suspendedAt(args.campaign as bigint, args.country as string);
    suspensions.push({
      campaign: Number(args.campaign),
      country: country(args.country as string),
      block_time: Number(at),
    });
  }

  const registrarOrders: Row[] = [];
  for (let id = 1n; id <= (await orders.orderCount()); id += 1n) {
    const found = await orders.orderOf(id);
    registrarOrders.push({
      id: Number(id),
      unit: robot(found.id),
      action: words["enum IRegistrarOrders.Action"][Number(found.action)],
      status: words["enum IRegistrarOrders.Status"][Number(found.status)],
      beneficiary: address(found.beneficiary),
      country: country(found.country),
      executable_at: Number(found.executableAt),
      expires_at: Number(found.expiresAt),
      seat: Number(found.seat),
      contested: found.contested,
      answerable_until: time(found.answerableUntil),
      signatures: Number(found.signatures),
      signatures_needed: Number(found.signaturesNeeded),
      reason_digest: found.reasonDigest,
    });
  }

  const seats: Row[] = [];
  for (const id of distinct("SeatAdmitted", "seat")) {
    const found = await consortium.seatOf(id);
    seats.push({
      seat: Number(id),
      name: found.name,
      authority: address(found.authority),
      recovery: address(found.recovery),
      proposed_authority: address((await consortium.proposedAuthority(id)).account),
      validator: address(found.validator),
      admitted_at: Number(found.admittedAt),
      departed_at: time(found.departedAt),
      countries: (await consortium.countriesOf(id)).map((code) => country(code)).sort(),
    });
  }

  const tenancies: Row[] = [];
  for (const code of distinct("CountryAssigned", "country")) {
    const { seat, since, actsFrom } = await consortium.tenancyOf(code);
    if (seat === 0n) continue;
    tenancies.push({
      country: country(code),
      seat: Number(seat),
      since: Number(since),
      acts_from: Number(actsFrom),
    });
  }

  const proposals: Row[] = [];
  for (const { args } of eventsOf("ProposalCreated")) {
    const id = args.proposalId as bigint;
    const [against, inFavour, abstain] = await governor.proposalVotes(id);
    proposals.push({
      description: args.description,
      for_votes: Number(inFavour),
      against_votes: Number(against),
      abstain_votes: Number(abstain),
      vote_start: Number(await governor.proposalSnapshot(id)),
      vote_end: Number(await governor.proposalDeadline(id)),
      executed: (await governor.state(id)) === 7n,
    });
  }

  const certificates: Row[] = [];
  for (const { args } of eventsOf("CertificateIssued")) {
    const found = await dossier.certificateOf(args.id as string, args.seq as bigint);
    certificates.push({
      unit: robot(args.id as string),
      seq: Number(args.seq),
      issuer: address(found.issuer),
      capacity: words["enum Capacity"][Number(found.capacity)],
      jurisdiction: country(found.jurisdiction),
      scope: found.scope,
      since: Number(found.issuedAt),
      expiry: Number(found.expiry),
      withdrawn_at: time(found.withdrawnAt),
      commitment: found.commitment,
    });
  }

  const releases: Row[] = [];
  for (const { args } of eventsOf("ReleasePublished")) {
    const found = await dossier.releaseOf(args.model as string, args.imageDigest as string);
    releases.push({
      model: fromBytes12(args.model as Hex),
      image_digest: args.imageDigest,
      version: found.version,
      published_at: Number(found.publishedAt),
      withdrawn_at: time(found.withdrawnAt),
    });
  }

  const flagsUp: Row[] = [];
  for (const id of histories.ids()) {
    for (const number of [1, 2]) {
      const found = await flags.flagOf(id, number);
      if (found.reporter === ZeroAddress) continue;
      flagsUp.push({
        unit: robot(id),
        flag: words["enum IRobotFlags.Flag"][number],
        reporter: address(found.reporter),
        since: Number(found.raisedAt),
        reason_digest: found.reasonDigest,
      });
    }
  }

  const modules: Row[] = [];
  for (const space of distinct("ModuleSet", "space")) {
    const module = address(await registryModules.moduleOf(space));
    modules.push({ space: Number(space), module });
  }

  const logEntries: Row[] = named
    .filter(({ name }) => name === "Recorded")
    .filter(({ args }) => !histories.ids().includes(args.subject as string))
    .map(({ log, args }) => ({
      block_number: log.blockNumber,
      log_index: log.index,
      subject: args.subject,
      kind_number: Number(args.kind),
      actor: (args.actor as string).toLowerCase(),
      seq: Number(args.seq),
      payload_digest: args.payloadDigest,
      head: args.head,
    }));

  return {
    now: (await provider.getBlock("latest"))?.timestamp ?? 0,
    logEntries,
    places: logs.map(({ blockNumber, index }) => `${blockNumber} ${index}`),
    units,
    heads: histories.ids().flatMap((id) =>
      histories
        .entriesOf(id)
        .map(({ seq, kind, actor, timestamp, payloadDigest, head, change }) => ({
          unit: robot(id),
          seq: Number(seq),
          kind_number: Number(kind),
          actor: address(actor),
          timestamp: Number(timestamp),
          payload_digest: payloadDigest,
          head,
          event: change.name,
          emitter: address(change.address),
        })),
    ),
    lots,
    listed,
    manufacturers,
    models,
    approvals,
    accreditations,
    campaigns,
    statuses,
    suspensions,
    registrarOrders,
    seats,
    tenancies,
    proposals,
    certificates,
    releases,
    flagsUp,
    modules,
    validators: (await consortium.getValidators()).map(address).sort(),
  };
}
