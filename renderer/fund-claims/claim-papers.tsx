import { Button } from '@mantine/core';
import type { FundClaim } from '../../shared/contract/fund-claims.ts';
import type { Role } from '../../shared/contract/request.ts';
import { mayAsk } from '../app/permission.ts';
import { type Act, useClient } from '../app/use-client.ts';
import { ExportButton } from '../components/export-button.tsx';
import { printPaper } from '../payment/print-paper.ts';

interface ClaimPapersProps {
  readonly claim: FundClaim;
  readonly role: Role;
  readonly act: Act;
  readonly onSaid: (sentence: string) => void;
}

/** The list of a claim on paper and as files. */
export function ClaimPapers({ claim: { claimId, state, way }, role, act, onSaid }: ClaimPapersProps) {
  const client = useClient();
  const isSent = state !== 'draft' && state !== 'withdrawn';
  const saveSigned = () =>
    act.run(async () => {
      const file = await client.request('fundClaims.saveSigned', { claimId });
      if (file !== null) onSaid(`✓ 已保存 ${file.fileName}，交给对方；对方的回执在“拨付申请”里导入。`);
    });
  const print = () =>
    act.run(async () => {
      const choice = { paper: null, printer: null };
      onSaid((await printPaper(client, 'claim_list', claimId, choice, '拨付申报用')).sentence);
    });
  return (
    <>
      {way === 'file' && isSent && mayAsk(role, 'fundClaims.saveSigned') && (
        <Button variant="default" onClick={saveSigned}>
          导出签名清单
        </Button>
      )}
      <ExportButton
        label="导出 XLSX"
        save={(secondPerson) => client.request('fundClaims.saveList', { claimId, secondPerson })}
        onSaved={(fileName) => onSaid(`✓ 已保存 ${fileName}`)}
      />
      {state !== 'withdrawn' && mayAsk(role, 'documents.print') && (
        <Button variant="default" onClick={print}>
          打印申请表
        </Button>
      )}
    </>
  );
}
