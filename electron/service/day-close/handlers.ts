import type { Handlers, HostHandlers } from '../context.ts';
import { closeDay } from './close.ts';
import { closesTable } from './closes-table.ts';
import { confirmDayClose } from './confirm.ts';
import { correctDayClose } from './correct.ts';
import { listDayCloses, readDayClose } from './read.ts';
import { clerkMeant, openShift, openShifts } from './shift.ts';
import { windowDay } from './window-day.ts';

type DayCloseRequest = Extract<keyof Handlers, `dayClose.${string}`>;

export const dayCloseHandlers: Pick<Handlers, DayCloseRequest> = {
  'dayClose.shift': (context, { input, actor }) => openShift(context, clerkMeant(actor, input.clerkId)),
  'dayClose.openShifts': (context) => openShifts(context),
  'dayClose.close': (context, { input, actor }) => closeDay(context, actor, input),
  'dayClose.confirm': (context, { input, actor }) => confirmDayClose(context, actor, input.dayCloseId),
  'dayClose.correct': (context, { input, actor }) => correctDayClose(context, actor, input),
  'dayClose.list': (context, { input, actor }) => {
    const clerkId = actor.role === 'clerk' ? actor.accountId : null;
    return listDayCloses(context, { ...input, clerkId });
  },
  'dayClose.windowDay': (context, { input }) => windowDay(context, input.businessDay),
  'dayClose.read': (context, { input, actor }) => {
    const close = readDayClose(context, input.dayCloseId);
    if (actor.role === 'clerk') clerkMeant(actor, close.clerkId);
    return close;
  },
};

/** What main asks on behalf of a window that saves the closes. */
export const dayCloseHostHandlers: Pick<HostHandlers, 'host.dayClosesTable'> = {
  'host.dayClosesTable': (context, { input, actor }) => closesTable(context, actor, input),
};
