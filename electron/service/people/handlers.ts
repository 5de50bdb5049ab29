import type { Handlers } from '../context.ts';
import { cancelImport, importRoster, runningImport } from '../roster/import.ts';
import { listRosterImports } from '../roster/imports.ts';
import { chosenFile } from '../tables/chosen-file.ts';
import { readPersonCard } from './card.ts';
import { loadPinyin } from './name-keys.ts';
import { registerOrdinary } from './register.ts';
import { revealPerson } from './reveal.ts';
import { searchPeople } from './search.ts';

type PeopleRequest =
  | 'people.search'
  | 'people.card'
  | 'people.reveal'
  | 'people.registerOrdinary'
  | 'roster.import'
  | 'roster.running'
  | 'roster.cancelImport'
  | 'roster.imports';

export const peopleHandlers: Pick<Handlers, PeopleRequest> = {
  'people.search': (context, { input }) => searchPeople(context, input.text),
  'people.card': (context, { input }) => readPersonCard(context, input.personId),
  'people.reveal': (context, { input, actor }) => revealPerson(context, actor, input),
  'people.registerOrdinary': async (context, { input, actor }) => {
    await loadPinyin();
    return registerOrdinary(context, actor, input);
  },
  'roster.import': (context, { input: { asOfDay, leaveOutRefused }, actor, filePath }) =>
    importRoster(context, actor, { filePath: chosenFile(filePath), asOfDay, leaveOutRefused }),
  'roster.running': (context) => runningImport(context),
  'roster.cancelImport': (context) => cancelImport(context),
  'roster.imports': (context) => listRosterImports(context),
};
