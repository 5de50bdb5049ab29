import type { KeyPaper } from '../../shared/contract/keys.ts';
import { formatInstant } from '../components/moment.ts';
import { Fact, Facts } from './facts.tsx';
import { keyPageStyle } from './key-page-style.ts';

/** One sheet: whose key this is, the key in numbered rows, how to use it, where to keep it, who signed for it. */
export function KeyPage({ paper, rows }: { paper: KeyPaper; rows: readonly string[] }) {
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <title>恢复密钥</title>
        <style>{keyPageStyle}</style>
      </head>
      <body>
        {paper.practice && <div className="practice">练习医院·非真实密钥</div>}
        <header>
          <h1>数据文件恢复密钥</h1>
          <p className="warning">
            绝密：有这张纸的人能打开本院窗口的全部数据。不拍照、不复印、不扫描、不发送。
          </p>
          <Facts>
            <Fact name="医院">{paper.hospitalName}</Fact>
            <Fact name="窗口">{paper.windowName}</Fact>
            <Fact name="打印时间">{formatInstant(paper.printedAt)}</Fact>
            <Fact name="打印人">{paper.printedBy}</Fact>
            <Fact name="复核人">{paper.approvedBy}</Fact>
            <Fact name="密钥指纹">
              <b>{paper.fingerprint}</b>（可以告诉别人，只用来认是哪一把密钥）
            </Fact>
          </Facts>
        </header>
        <KeyRows rows={rows} />
        <Use />
        <Keep />
        <Signatures />
      </body>
    </html>
  );
}

function KeyRows({ rows }: { rows: readonly string[] }) {
  return (
    <table className="key">
      <tbody>
        {rows.map((row, index) => {
          const [first, second, check] = row.split(' ');
          return (
            <tr key={row}>
              <th>{index + 1}</th>
              <td>{first}</td>
              <td>{second}</td>
              <td>{check}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Use() {
  return (
    <section>
      <h2>什么时候用，怎么用</h2>
      <ol>
        <li>
          电脑坏了、换了电脑或系统账号、系统密钥丢了，程序说“没有它的密钥”或“密钥不对”时用；从备份恢复时也用。
        </li>
        <li>
          打开一站通，在“用恢复密钥打开”处照上面七行输入。每行最后一个是校验字符，也要输入；哪一行输错，程序会指出来。
        </li>
        <li>不分大小写；没有字母 I、L、O、U：看着像 I、L 的是数字 1，像 O 的是数字 0。</li>
        <li>打开以后密钥又由这台电脑保管，这张纸放回原处，继续有效。</li>
      </ol>
    </section>
  );
}

function Keep() {
  return (
    <section>
      <h2>放在哪里</h2>
      <ol>
        <li>
          打印后当场“核对恢复密钥”，再装进信封封口，两人在封口处签名，锁进保险柜。不要和电脑、备份盘放在一起。
        </li>
        <li>开封要两人在场并登记。每年取出核对一次。</li>
        <li>
          纸丢了，或被不该看的人看过：马上报告信息科和院领导。密钥不能更换，此后要把数据文件和备份当作可能被人打开来防护。
        </li>
        <li>没有这张纸，电脑里的密钥又丢了，数据就再也打不开，谁也没有办法。</li>
      </ol>
    </section>
  );
}

function Signatures() {
  return (
    <footer>
      <p>信息科（打印、核对）：＿＿＿＿＿＿＿＿＿＿＿＿　日期：＿＿＿＿＿＿＿＿</p>
      <p>保管人（复核、封存）：＿＿＿＿＿＿＿＿＿＿＿＿　日期：＿＿＿＿＿＿＿＿</p>
    </footer>
  );
}
