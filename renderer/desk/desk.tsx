import { useRef } from 'react';
import type { Role } from '../../shared/contract/request.ts';
import { mayAsk } from '../app/permission.ts';
import type { RoomProps } from '../app/room.ts';
import { CostPanel } from './cost-panel.tsx';
import css from './desk.module.css';
import { DeskDialogs, openDialog } from './desk-dialogs.tsx';
import { keysNow, needsChoice } from './desk-keys.ts';
import { useReadable } from '../payment/use-readable.ts';
import { KeyBar } from './key-bar.tsx';
import { PayersPanel } from './payers-panel.tsx';
import { PersonPanel } from './person-panel.tsx';
import { SearchField } from './search-field.tsx';
import { type Desk as DeskActs, useDesk } from './use-desk.ts';
import { useDeskDialog } from './use-desk-dialog.ts';
import { useDeskHotkeys } from './use-desk-hotkeys.ts';
import { useResumedDesk } from './use-resumed-desk.ts';
import { useSearch } from './use-search.ts';

/** One screen from the patient's card to the paper in hand. */
export function Desk({ status, session, active, page }: RoomProps) {
  const desk = useDesk();
  const search = useDeskSearch(desk, session.role);
  useResumedDesk(desk);
  const field = useRef<HTMLInputElement>(null);
  const [dialog, setDialog] = useDeskDialog(page, desk);
  const { state } = desk;
  const open = openDialog(state, dialog);
  const isHeard = active && open === undefined;
  const isReadable = useReadable(state.trial?.trialHash);
  const decideOrdinary = () => {
    if (search.found?.hits.length === 0) setDialog({ is: 'ordinary', typed: search.text.trim() });
    else if (needsChoice(state)) desk.tryOut(true);
  };
  const now = { role: session.role, isReadable, isSearching: search.text.trim() !== '', open: setDialog };
  const { keys, next } = keysNow(desk, now);
  useDeskHotkeys({ isHeard, keys, next, desk, search, field, decideOrdinary });
  // Not before everybody has heard this key press: the Esc that closes a dialog would clear the desk as well.
  const closeDialog = () => void setTimeout(() => setDialog(undefined));
  return (
    <div className={css['desk']}>
      <SearchField
        search={search}
        field={field}
        onEnterEmpty={() => next.enabled && next.act()}
        onMoveEmpty={(by) => chooseOtherStay(desk, by)}
        onNotInRoster={decideOrdinary}
        onReadCard={desk.readCard}
      />
      <PersonPanel
        card={state.card}
        reading={state.reading}
        today={status.today}
        stayId={state.stay?.stayId}
        onStay={desk.chooseStay}
        onPerson={(personId) => desk.choosePerson(personId)}
        asksDebts={open === undefined}
        onDebts={() => setDialog({ is: 'debts' })}
        onSettled={(settlementId) => setDialog({ is: 'history', settlementId })}
        onDifferences={() => setDialog({ is: 'differences' })}
        onYearLearnt={() => desk.yearLearnt(dialog === undefined)}
      />
      <CostPanel state={state} onOrdinary={decideOrdinary} onReckoned={desk.reckoned} />
      <PayersPanel state={state} asksHelp={open === undefined} onHelp={setDialog} />
      <KeyBar keys={keys} next={next} />
      <DeskDialogs
        dialog={open}
        desk={desk}
        search={search}
        today={status.today}
        role={session.role}
        onOpen={setDialog}
        onClose={closeDialog}
      />
    </div>
  );
}

/** Whoever is found is opened; how they were found is recorded for whom it concerns. */
function useDeskSearch({ choosePerson, readCode }: DeskActs, role: Role) {
  const records = mayAsk(role, 'identification.note');
  return useSearch({
    choose: (personId, means) => choosePerson(personId, false, records ? { means } : undefined),
    readCode,
  });
}

/** The one before or after the stay that lies here. */
function chooseOtherStay({ state, chooseStay }: DeskActs, by: 1 | -1): void {
  const { card, stay } = state;
  const at = card?.stays.findIndex(({ stayId }) => stayId === stay?.stayId) ?? -1;
  const other = card?.stays[at + by];
  if (other !== undefined) chooseStay(other.stayId);
}
