// Who runs the registry: seats, countries, validators, and what is being decided.
import { isProposalUnsettled, pathOf, type Tone } from "@openrobotid/sdk/rules";
import { useTranslation } from "react-i18next";
import { useAnswer } from "../api/answers.js";
import {
  type BlockProduction,
  type Consortium,
  type Proposal,
  questions,
  type Seat,
} from "../api/questions.js";
import { Figure } from "../charts/figure.js";
import { AsOfLine } from "../components/as-of.js";
import { Countries } from "../components/country.js";
import { Fetched } from "../components/fetched.js";
import { Link } from "../components/link.js";
import { Notice } from "../components/notice.js";
import { Figures, Panel } from "../components/panel.js";
import { Provenance } from "../components/provenance.js";
import { Table } from "../components/table.js";
import { Tag } from "../components/tag.js";
import { Time } from "../components/time.js";
import { useFormats } from "../i18n/formats.js";
import { isActingFully } from "../robot/tenancy.js";
import { useTitle } from "../site.js";
import "./consortium.css";

export function ConsortiumPage() {
  const { t } = useTranslation();
  const asked = useAnswer(questions.consortium());
  const blocks = useAnswer(questions.blocks());
  useTitle(t("consortium.title"));
  return (
    <>
      <h1 tabIndex={-1}>{t("consortium.title")}</h1>
      <p className="lead">{t("consortium.lead")}</p>
      <Fetched asked={asked}>
        {(consortium) => (
          <>
            <Overview consortium={consortium} />
            <Seats consortium={consortium} />
          </>
        )}
      </Fetched>
      <Panel title={t("consortium.validators")} lead={t("consortium.validatorsLead")}>
        <Fetched asked={blocks}>{(body) => <Validators blocks={body} />}</Fetched>
      </Panel>
      <Fetched asked={asked}>
        {(consortium) => (
          <>
            <Proposals proposals={consortium.proposals} />
            <Makers consortium={consortium} />
            <AsOfLine asOf={consortium.asOf} />
          </>
        )}
      </Fetched>
    </>
  );
}

function Overview({ consortium }: { readonly consortium: Consortium }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { seats, countries, validators, proposals } = consortium;
  const undecided = proposals.filter(({ state }) => isProposalUnsettled(state));
  return (
    <Figures
      figures={[
        [
          t("consortium.seats"),
          number(seats.filter(({ departedAt }) => departedAt === null).length),
        ],
        [t("consortium.countries"), number(countries.filter(({ seat }) => seat !== null).length)],
        [t("consortium.validators"), number(validators)],
        [t("consortium.undecided"), number(undecided.length)],
      ]}
    />
  );
}

function Seats({ consortium }: { readonly consortium: Consortium }) {
  const { t } = useTranslation();
  const { day, number } = useFormats();
  const { seats, countries, asOf } = consortium;
  const noteOf = (code: string) => {
    const assignment = countries.find(({ country }) => country === code);
    return assignment && !isActingFully(assignment, asOf)
      ? t("consortium.actsFrom", { date: day(assignment.actsFrom) })
      : undefined;
  };
  return (
    <Panel title={t("consortium.seats")}>
      <ul className="entries">
        {seats.map((seat) => (
          <li key={seat.number} id={`seat-${seat.number}`}>
            <p className="entry__head">
              <span className="entry__title">
                {number(seat.number)}. {seat.name}
              </span>
              {seat.departedAt && (
                <Tag tone="ended">{t("consortium.departed", { date: day(seat.departedAt) })}</Tag>
              )}
            </p>
            <p className="entry__text">
              {seat.countries.length === 0 ? (
                t("consortium.noCountries")
              ) : (
                <Countries codes={seat.countries} noteOf={noteOf} />
              )}
            </p>
            <p className="entry__text" suppressHydrationWarning>
              {t("consortium.admitted", { date: day(seat.admittedAt) })}
              {" · "}
              {t("consortium.makersAdmitted", { makers: number(seat.makersAdmitted) })}
            </p>
            <Provenance proof={seat.proof} issuer={t("consortium.byConsortium")} />
            {seat.namings.map(({ key, acceptableFrom, proof }) => (
              <Notice
                key={key}
                tone="notice"
                title={t(`consortium.naming.${key}`, { date: day(acceptableFrom) })}
              >
                <Provenance proof={proof} issuer={seat.name} />
              </Notice>
            ))}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Validators({ blocks }: { readonly blocks: BlockProduction }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (blocks.status === "unknown" || blocks.from === null || blocks.to === null) {
    return <p className="panel__none">{t("consortium.blocksUnknown")}</p>;
  }
  const nameOf = (seat: Seat | null) => seat?.name ?? t("consortium.noSeat");
  return (
    <>
      <Table
        caption={t("consortium.validators")}
        columns={[
          t("consortium.seat"),
          t("consortium.alive"),
          t("consortium.blocks"),
          t("consortium.lastBlock"),
        ]}
        rows={blocks.producers.map((producer, index) => ({
          key: String(producer.seat?.number ?? `none-${index}`),
          cells: [
            nameOf(producer.seat),
            <Tag key="alive" tone={producer.blocks > 0 ? "good" : "stop"}>
              {t(producer.blocks > 0 ? "consortium.isAlive" : "consortium.isSilent")}
            </Tag>,
            number(producer.blocks),
            producer.lastBlock === null ? t("consortium.noBlock") : number(producer.lastBlock),
          ],
        }))}
      />
      <Figure
        bare
        kind="bars"
        title={t("consortium.blocksTitle")}
        note={t("consortium.blocksNote", { from: number(blocks.from), to: number(blocks.to) })}
        series={{
          by: t("consortium.seat"),
          names: [t("consortium.blocks")],
          rows: blocks.producers.map((producer) => ({
            key: nameOf(producer.seat),
            label: nameOf(producer.seat),
            values: [producer.blocks],
          })),
        }}
        file="blocks-by-validator"
      />
    </>
  );
}

const toneOfProposal: Readonly<Record<Proposal["state"], Tone>> = {
  pending: "waiting",
  active: "waiting",
  canceled: "ended",
  defeated: "ended",
  succeeded: "good",
  queued: "notice",
  expired: "ended",
  executed: "good",
};

function Proposals({ proposals }: { readonly proposals: readonly Proposal[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t("consortium.proposals")} lead={t("consortium.proposalsLead")}>
      {proposals.length === 0 ? (
        <p className="panel__none">{t("consortium.proposalsNone")}</p>
      ) : (
        <ul className="entries">
          {proposals.map((proposal) => (
            <ProposalEntry key={proposal.id} proposal={proposal} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function ProposalEntry({ proposal }: { readonly proposal: Proposal }) {
  const { t } = useTranslation();
  const { number, moment, day } = useFormats();
  const { votes, votesNeeded, proposedBy, ballots, executableAt, executedAt } = proposal;
  return (
    <li className="proposal">
      <p className="entry__head">
        <Tag tone={toneOfProposal[proposal.state]}>{t(`proposalState.${proposal.state}`)}</Tag>
        <span className="entry__text" suppressHydrationWarning>
          {proposedBy?.name ?? t("consortium.noSeat")} · {day(proposal.createdAt)}
        </span>
      </p>
      <p className="proposal__text">{proposal.description}</p>
      <ul>
        {proposal.calls.map((call) => (
          <li key={call.summary}>
            <code translate="no">{call.summary}</code>
          </li>
        ))}
      </ul>
      <p className="votes">
        {(["for", "against", "abstain"] as const).map((support) => (
          <span key={support}>
            {t(`support.${support}`)}: <strong>{number(votes[support])}</strong>
          </span>
        ))}
        <span>
          {votesNeeded === null
            ? t("consortium.neededUnknown")
            : t("consortium.needed", { votes: number(votesNeeded) })}
        </span>
      </p>
      <p className="entry__text" suppressHydrationWarning>
        {t("consortium.voteEnds", { time: moment(proposal.voteEnd) })}
        {executableAt &&
          !executedAt &&
          ` · ${t("consortium.timelock", { time: moment(executableAt) })}`}
        {executedAt && ` · ${t("consortium.executed", { time: moment(executedAt) })}`}
      </p>
      {ballots.length > 0 && (
        <details className="provenance">
          <summary>
            <span>{t("consortium.ballots")}</span>
          </summary>
          <ul>
            {ballots.map((ballot) => (
              <li key={ballot.proof.transactionHash} suppressHydrationWarning>
                {ballot.seat?.name ?? t("consortium.noSeat")}: {t(`support.${ballot.support}`)}
                {ballot.reason && ` – ${ballot.reason}`} (<Time at={ballot.at} />)
                {ballot.withdrawnAt &&
                  `, ${t("consortium.takenBack", { date: day(ballot.withdrawnAt) })}`}
              </li>
            ))}
          </ul>
        </details>
      )}
      <Provenance proof={proposal.proof} issuer={proposedBy?.name ?? t("consortium.noSeat")} />
    </li>
  );
}

function Makers({ consortium: { makers } }: { readonly consortium: Consortium }) {
  const { t } = useTranslation();
  return (
    <Panel title={t("consortium.makers")}>
      {makers.length === 0 ? (
        <p className="panel__none">{t("country.makersNone")}</p>
      ) : (
        <Table
          caption={t("consortium.makers")}
          columns={[t("registry.maker"), t("consortium.admittedBy"), t("consortium.when")]}
          rows={makers.map((maker) => ({
            key: maker.id,
            cells: [
              <Link key="maker" to={pathOf(maker.id)}>
                {maker.name}
              </Link>,
              maker.admittedBy?.name ?? t("maker.admittedByUnknown"),
              <Time key="when" at={maker.admittedAt} />,
            ],
          }))}
        />
      )}
    </Panel>
  );
}
