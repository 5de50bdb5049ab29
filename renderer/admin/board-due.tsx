import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import type { RequestOutput } from '../../shared/contract/contract.ts';
import type { Role } from '../../shared/contract/request.ts';
import { mayAsk } from '../app/permission.ts';
import { useAct, useClient } from '../app/use-client.ts';
import { formatMoment } from '../components/moment.ts';
import { Look, Trouble } from '../components/trouble.tsx';

type Pack = RequestOutput<'policy.inForce'>[number];

interface BoardDueProps {
  /** Those that count today. */
  readonly packs: readonly Pack[];
  readonly role: Role;
  readonly onPrinted: () => void;
}

/** The board of the waiting room says what the pack in force says: a new one is due until it was printed. */
export function BoardDue({ packs, role, onPrinted }: BoardDueProps) {
  return packs.map((pack) => (
    <BoardOf
      key={pack.inForceId}
      pack={pack}
      mayPrint={mayAsk(role, 'documents.print')}
      onPrinted={onPrinted}
    />
  ));
}

function BoardOf({ pack, mayPrint, onPrinted }: { pack: Pack; mayPrint: boolean; onPrinted: () => void }) {
  const client = useClient();
  const act = useAct();
  const [said, setSaid] = useState<string>();
  const { inForceId, title, boardPrintedAt } = pack;
  const print = () =>
    act.run(async () => {
      const subject = { kind: 'entitlement_board' as const, subjectId: inForceId };
      // Asked from the second copy on.
      const reason = '候诊区张贴';
      setSaid((await client.request('documents.print', { ...subject, reason })).sentence);
      onPrinted();
    });
  const who = mayPrint ? '' : '请收费员或财务在“管理”的“政策”里打印。';
  return (
    <Stack gap="xs">
      {boardPrintedAt === null ? (
        <Look sentence={`候诊区还没有按 ${title} 写的公示牌，请打印并换下旧的。${who}`} />
      ) : (
        <p>
          {title} 的候诊区公示牌已于 {formatMoment(boardPrintedAt)} 送打印机。
        </p>
      )}
      {mayPrint && (
        <div>
          <Button variant="default" loading={act.waiting} onClick={print}>
            {boardPrintedAt === null ? '打印公示牌' : '再打一张公示牌'}
          </Button>
        </div>
      )}
      {said !== undefined && <p role="status">{said}</p>}
      <Trouble refusal={act.refusal} />
    </Stack>
  );
}
