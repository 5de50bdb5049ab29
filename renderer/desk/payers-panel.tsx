import type { Layer } from '../../shared/contract/settlements.ts';
import { type Fen, negateFen } from '../../shared/money/fen.ts';
import { Amount } from '../components/amount.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import { HelpOffer } from '../hardship/help-offer.tsx';
import { formulaOf } from '../settlement/formula.ts';
import { Look } from '../components/trouble.tsx';
import { CameOut } from './came-out.tsx';
import css from './desk.module.css';
import type { DeskState, Printed } from './desk-state.ts';
import { Settled } from '../payment/settled.tsx';

interface PayersPanelProps {
  readonly state: DeskState;
  /** False while a dialog is open that may change what was applied for. */
  readonly asksHelp: boolean;
  /** Somebody wants to apply for help, or to see what was approved since. */
  readonly onHelp: (dialog: { readonly is: 'help' }) => void;
}

/** Right: who pays, and below it the one amount that the patient has to hear. */
export function PayersPanel({ state, asksHelp, onHelp }: PayersPanelProps) {
  const shown = state.settlement ?? state.trial;
  return (
    <section aria-label="谁来付" className={css['payers']}>
      <h2>谁来付</h2>
      {shown === undefined ? (
        <p className={css['teach']}>这里列出每一方按什么比例付多少。</p>
      ) : (
        <>
          <ol>
            {shown.layers.map((layer) => (
              <LayerLine key={`${layer.layer} ${layer.kind}`} layer={layer} />
            ))}
            {shown.layers.length === 0 && <li>没有任何一方支付，全部由个人承担。</li>}
          </ol>
          <p className={css['soft']}>
            <KeyHint of="F5" />
            为什么 · {shown.packTitle}
          </p>
          <PatientPart personalFen={shown.personalFen} capital={shown.personalCapital} />
        </>
      )}
      {state.settlement !== undefined && <Settled settlement={state.settlement} printed={state.printed} />}
      {asksHelp && state.settlement !== undefined && mayBeHelped(state.settlement) && (
        <HelpOffer settlementId={state.settlement.settlementId} onOpen={() => onHelp({ is: 'help' })} />
      )}
      {state.settlement === undefined && state.printed !== undefined && <OnPaper printed={state.printed} />}
      {state.printed?.askAbout !== undefined && (
        <CameOut key={state.printed.askAbout} documentId={state.printed.askAbout} />
      )}
    </section>
  );
}

function mayBeHelped({ kind, reversedById }: NonNullable<DeskState['settlement']>): boolean {
  return kind !== 'reversal' && reversedById === null;
}

/** What became of a paper that is about no settlement; else it stands with the settlement. */
function OnPaper({ printed: { sentence, isTrouble } }: { printed: Printed }) {
  return isTrouble ? <Look sentence={sentence} /> : <p role="status">{sentence}</p>;
}

function LayerLine({ layer }: { layer: Layer }) {
  return (
    <li className={layer.payFen === 0 ? css['nothing'] : undefined}>
      <b title={layer.title}>{layer.title}</b>
      <Amount fen={layer.payFen} />
      <span className={css['formula']} title={formulaOf(layer)}>
        {formulaOf(layer)}
      </span>
      <span className={css['clause']} title={layer.clause}>
        {layer.clause}
      </span>
    </li>
  );
}

function PatientPart({ personalFen, capital }: { personalFen: Fen; capital: string }) {
  return (
    <div className={css['patient']}>
      <span>{personalFen < 0 ? '应退患者' : '个人应付'}</span>
      <Amount fen={personalFen < 0 ? negateFen(personalFen) : personalFen} size="largest" />
      <span className={css['capital']}>大写 {capital}</span>
    </div>
  );
}
