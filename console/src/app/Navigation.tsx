import { Menu, type MenuProps } from 'antd';
import { Link, useLocation } from 'react-router';
import { mayEnter, type Room } from '@/shared/access';
import { type MessageKey, useText } from '@/shared/i18n/text';
import {
  ApartmentOutlined,
  ApiOutlined,
  AuditOutlined,
  CheckCircleOutlined,
  ControlOutlined,
  DashboardOutlined,
  DownloadOutlined,
  FileProtectOutlined,
  FileTextOutlined,
  IdcardOutlined,
  ImportOutlined,
  KeyOutlined,
  LockOutlined,
  MessageOutlined,
  PartitionOutlined,
  SafetyOutlined,
  SearchOutlined,
  SendOutlined,
  SolutionOutlined,
  TagsOutlined,
  TeamOutlined,
} from '@/shared/ui/icons';
import { useSession } from './guards';

type MenuItem = NonNullable<MenuProps['items']>[number];

interface Entry {
  room: Room;
  path: string;
  icon: React.ReactNode;
}

/** Grouped by the loop (attract → know → reach → sell → credit → learn); a group appears when it has its first room. */
const groups: { title: MessageKey; entries: Entry[] }[] = [
  { title: 'nav.learn', entries: [{ room: 'overview', path: '/', icon: <DashboardOutlined /> }] },
  {
    title: 'nav.know',
    entries: [
      { room: 'customers', path: '/customers', icon: <TeamOutlined /> },
      { room: 'segments', path: '/segments', icon: <PartitionOutlined /> },
      { room: 'tags', path: '/tags', icon: <TagsOutlined /> },
      { room: 'imports', path: '/imports', icon: <ImportOutlined /> },
      { room: 'consent', path: '/consent', icon: <SolutionOutlined /> },
      { room: 'exports', path: '/exports', icon: <DownloadOutlined /> },
      { room: 'privacy', path: '/privacy-requests', icon: <FileProtectOutlined /> },
    ],
  },
  {
    title: 'nav.reach',
    entries: [
      { room: 'broadcasts', path: '/broadcasts', icon: <SendOutlined /> },
      { room: 'templates', path: '/templates', icon: <FileTextOutlined /> },
      { room: 'messages', path: '/messages', icon: <MessageOutlined /> },
      { room: 'contactRules', path: '/contact-rules', icon: <ControlOutlined /> },
      { room: 'channels', path: '/channels', icon: <ApiOutlined /> },
    ],
  },
  {
    title: 'nav.run',
    entries: [
      { room: 'organisation', path: '/organisation', icon: <ApartmentOutlined /> },
      { room: 'people', path: '/people', icon: <IdcardOutlined /> },
      { room: 'roles', path: '/roles', icon: <SafetyOutlined /> },
      { room: 'keys', path: '/keys', icon: <KeyOutlined /> },
      { room: 'encryption', path: '/encryption', icon: <LockOutlined /> },
      { room: 'exportRequests', path: '/export-requests', icon: <CheckCircleOutlined /> },
      { room: 'audit', path: '/audit', icon: <AuditOutlined /> },
      { room: 'exportTrace', path: '/export-trace', icon: <SearchOutlined /> },
    ],
  },
];

export function Navigation({ folded, onChosen }: { folded: boolean; onChosen?: () => void }) {
  const text = useText();
  const session = useSession();
  const { pathname } = useLocation();
  const selected = groups
    .flatMap((group) => group.entries)
    .find((entry) => (entry.path === '/' ? pathname === '/' : pathname.startsWith(entry.path)));

  const items = groups.flatMap<MenuItem>((group) => {
    const entries = group.entries
      .filter((entry) => mayEnter(session, entry.room))
      .map((entry) => ({
        key: entry.path,
        icon: entry.icon,
        label: <Link to={entry.path}>{text(`nav.${entry.room}`)}</Link>,
        title: text(`nav.${entry.room}`),
      }));
    if (entries.length === 0) return [];
    return folded ? entries : [{ type: 'group' as const, key: group.title, label: text(group.title), children: entries }];
  });

  return (
    <nav aria-label={text('nav.label')}>
      <Menu
        theme="dark"
        mode="inline"
        inlineCollapsed={folded}
        items={items}
        selectedKeys={selected === undefined ? [] : [selected.path]}
        onClick={onChosen}
      />
    </nav>
  );
}
