import type { Reading } from '../../shared/contract/identification.ts';
import type { Client } from '../app/client.ts';
import type { DeskState, DeskStore, Put } from '../desk/desk-state.ts';

/** How a person comes to lie on the desk: by a paper that was read, or by what was scanned, typed or picked. */
export type IdentifiedBy = { readonly reading: Reading } | { readonly means: 'scanner' | 'typed' | 'picked' };

/** What the desk can do to find out who stands in front of it. */
export interface IdentificationActs {
  /** F2: the card that lies on the reader. */
  readonly readCard: () => void;
  /** The code of another paper, as it was scanned. */
  readonly readCode: (code: string) => void;
  /** The clerk's word on a reading that differs from the roster. */
  readonly decide: (personId: string, reason: string) => Promise<void>;
  readonly dropReading: () => void;
}

const readingCard = '正在读卡……';

export function identificationActs(
  client: Client,
  store: DeskStore,
  choosePerson: (personId: string, asOrdinary: boolean, by: IdentifiedBy) => void,
): IdentificationActs {
  const take = (put: Put, reading: Reading): void => {
    const { person, identificationId } = reading;
    if (person === null || identificationId === null) put({ undecided: reading });
    else show(person.personId, reading);
  };
  /** Whose stay lies open stays as it is, with the paper beside; anybody else is opened. */
  const show = (personId: string, reading: Reading): void => {
    const now = store.current();
    if (personOfOpenStay(now) === personId)
      store.change((state) => ({ ...state, reading, undecided: undefined }));
    else choosePerson(personId, false, { reading });
  };
  return {
    readCard() {
      const now = store.current();
      // The same key twice is one reading.
      if (now.doing === readingCard) return;
      store.during(readingCard, async (put) => {
        put({ undecided: undefined });
        take(put, await client.request('identification.readCard', { forPersonId: personOfOpenStay(now) }));
      });
    },
    readCode(code) {
      store.begin({});
      store.during('正在查这张卡是谁的……', async (put) =>
        take(put, await client.request('identification.readCode', { code })),
      );
    },
    async decide(personId, reason) {
      const reading = store.current().undecided;
      if (reading === undefined) return;
      await client.request('identification.decide', { readingId: reading.readingId, personId, reason });
      show(personId, reading);
    },
    dropReading: () => store.change((state) => ({ ...state, undecided: undefined })),
  };
}

/** Whose stay waits here to be settled: a card of somebody else is refused then. */
function personOfOpenStay({ card, stay, settlement }: DeskState): string | null {
  const isOpen = stay !== undefined && stay.settlementId === null && !stay.isCancelled;
  return card !== undefined && isOpen && settlement === undefined ? card.personId : null;
}
