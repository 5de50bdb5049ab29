import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import { Fact, Facts } from './facts.tsx';
import { Sheet } from './sheet.tsx';
import { CheckCode } from './slip-check.tsx';
import { Computed } from './slip-computed.tsx';
import { CostByClass } from './slip-cost.tsx';
import { EarlierThisYear, Person, StayLines } from './slip-head.tsx';
import { HowPaid } from './slip-paid.tsx';
import { PatientPart, PlainWords, Signatures, WhoPays } from './slip-payers.tsx';
import { SlipRoll } from './slip-roll.tsx';
import { slipStyle } from './slip-style.ts';
import { LeftOfLimits, VisitFacts } from './slip-visit.tsx';

interface SlipProps {
  readonly document: DocumentOf<'slip'>;
}

/** With more payers than these two columns are too low and too narrow: lines over the whole width break better. */
const mostBeside = 5;

/** The slip: whole on A4, without the sentences on A5, in two columns on two-part paper, the essence on a roll. */
export function SlipPage({ document }: SlipProps) {
  const { entry, content } = document;
  const { settlement } = content;
  const facts = (
    <>
      <Fact name="经办">{settlement.recordedByName}</Fact>
      <Fact name="结算日期">{settlement.settledOn}</Fact>
    </>
  );
  return (
    <Sheet
      document={document}
      style={slipStyle(entry.paper)}
      headFacts={facts}
      footNote={entry.paper === 'roll' ? undefined : `政策包校验码 ${settlement.packHash.slice(0, 12)}`}
    >
      {entry.paper === 'roll' ? (
        <SlipRoll document={document} />
      ) : content.visit !== null ? (
        <OfVisit document={document} visit={content.visit} />
      ) : entry.paper === 'two_part' && settlement.layers.length <= mostBeside ? (
        <InTwoColumns document={document} />
      ) : (
        <InOneColumn document={document} />
      )}
    </Sheet>
  );
}

type VisitProps = SlipProps & { readonly visit: NonNullable<DocumentOf<'slip'>['content']['visit']> };

/** A visit is told shortly: for what, who pays, what is left of the disease's limits. */
function OfVisit({ document: { entry, content }, visit }: VisitProps) {
  const { settlement, stay } = content;
  return (
    <>
      <Person person={content.person} />
      <section>
        <Facts>
          <VisitFacts stay={stay} visit={visit} />
        </Facts>
      </section>
      {entry.paper === 'A4' && <CostByClass rows={content.costByClass} paper="A4" />}
      <Computed settlement={settlement} explains={entry.paper === 'A4'} />
      <WhoPays settlement={settlement} />
      <PatientPart settlement={settlement} />
      <LeftOfLimits visit={visit} />
      <HowPaid settlement={settlement} />
      <section className="end">
        <PlainWords settlement={settlement} visits />
        <CheckCode checkCode={content.checkCode} number={settlement.slipNumber} />
      </section>
      <Signatures />
    </>
  );
}

/** The sections in their order. */
function InOneColumn({ document: { entry, content } }: SlipProps) {
  const { settlement } = content;
  return (
    <>
      <Person person={content.person} />
      <StayLines stay={content.stay} />
      <EarlierThisYear before={content.before} layers={settlement.layers} />
      <CostByClass rows={content.costByClass} paper={entry.paper} />
      <Computed settlement={settlement} explains={entry.paper === 'A4'} />
      <WhoPays settlement={settlement} />
      <PatientPart settlement={settlement} />
      <HowPaid settlement={settlement} />
      <section className="end">
        <PlainWords settlement={settlement} />
        <CheckCode checkCode={content.checkCode} number={settlement.slipNumber} />
      </section>
      <Signatures />
    </>
  );
}

/** The same on paper that is wide and low: the case on the left, the money on the right. */
function InTwoColumns({ document: { entry, content } }: SlipProps) {
  const { settlement } = content;
  return (
    <>
      <div className="columns">
        <div>
          <Person person={content.person} />
          <StayLines stay={content.stay} />
          <EarlierThisYear before={content.before} layers={settlement.layers} />
          <CostByClass rows={content.costByClass} paper={entry.paper} />
          <section className="end">
            <PlainWords settlement={settlement} />
          </section>
        </div>
        <div>
          <Computed settlement={settlement} explains={false} />
          <WhoPays settlement={settlement} />
          <HowPaid settlement={settlement} />
          <section className="end">
            <PatientPart settlement={settlement} />
            <CheckCode checkCode={content.checkCode} number={settlement.slipNumber} />
          </section>
        </div>
      </div>
      <Signatures />
    </>
  );
}
