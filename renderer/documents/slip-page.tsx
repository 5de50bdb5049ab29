import type { DocumentOf } from '../../shared/contract/documents/document.ts';
import { Fact } from './facts.tsx';
import { Sheet } from './sheet.tsx';
import { Computed } from './slip-computed.tsx';
import { CostByClass } from './slip-cost.tsx';
import { EarlierThisYear, Person, StayLines } from './slip-head.tsx';
import { PatientPart, PlainWords, Signatures, WhoPays } from './slip-payers.tsx';
import { slipStyle } from './slip-style.ts';

/** The sections of the slip in their order. */
export function SlipPage({ document }: { document: DocumentOf<'slip'> }) {
  const { entry, content } = document;
  const { settlement } = content;
  return (
    <Sheet
      document={document}
      style={slipStyle(entry.paper)}
      headFacts={
        <>
          <Fact name="经办">{settlement.recordedByName}</Fact>
          <Fact name="结算日期">{settlement.settledOn}</Fact>
        </>
      }
      footNote={`政策包校验码 ${settlement.packHash.slice(0, 12)}`}
    >
      <Person person={content.person} />
      <StayLines stay={content.stay} />
      <EarlierThisYear before={content.before} layers={settlement.layers} />
      <CostByClass rows={content.costByClass} paper={entry.paper} />
      <Computed settlement={settlement} explains={entry.paper === 'A4'} />
      <WhoPays settlement={settlement} />
      <PatientPart settlement={settlement} />
      <PlainWords settlement={settlement} />
      <Signatures />
    </Sheet>
  );
}
