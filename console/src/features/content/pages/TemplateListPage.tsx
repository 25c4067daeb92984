import { Button, Flex, type TableProps, Tag } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useSession } from '@/app/guards';
import { useChannelName } from '@/features/channel/api';
import { may } from '@/shared/access';
import { useText } from '@/shared/i18n/text';
import { DeleteOutlined, FileTextOutlined, PlusOutlined } from '@/shared/ui/icons';
import { ListPage } from '@/shared/ui/ListPage';
import { EmptyState } from '@/shared/ui/states';
import { useKeysetPages } from '@/shared/ui/useKeysetPages';
import { Moment } from '@/shared/ui/values';
import { type MessageTemplate, useTemplates } from '../api';
import { useConfirmDeleteTemplate } from '../components/useConfirmDeleteTemplate';
import styles from './TemplateListPage.module.css';

export function TemplateListPage() {
  const text = useText();
  const navigate = useNavigate();
  const channelName = useChannelName();
  const confirmDelete = useConfirmDeleteTemplate();
  const mayWrite = may(useSession(), 'broadcasts.write');
  const pages = useKeysetPages('templates');
  const query = useTemplates(pages.cursor);

  const columns: NonNullable<TableProps<MessageTemplate>['columns']> = [
    {
      title: text('template.name'),
      key: 'name',
      render: (_, template) => (
        <div className={styles.name}>
          <Link to={`/templates/${template.id}`}>{template.name}</Link>
        </div>
      ),
    },
    { title: text('template.purpose'), key: 'purpose', render: (_, { purpose }) => text(`purpose.${purpose}`) },
    {
      title: text('template.channels'),
      key: 'channels',
      render: (_, { contents }) => (
        <Flex gap={6}>
          {Object.keys(contents).map((channel) => (
            <Tag key={channel}>{channelName(channel)}</Tag>
          ))}
        </Flex>
      ),
    },
    {
      title: text('template.text'),
      key: 'text',
      render: (_, { contents }) => <div className={styles.body}>{Object.values(contents)[0]?.text}</div>,
    },
    { title: text('template.updatedAt'), key: 'updatedAt', render: (_, { updatedAt }) => <Moment at={updatedAt} ago /> },
    {
      title: <span className="q-visually-hidden">{text('list.actions')}</span>,
      key: 'actions',
      render: (_, template) =>
        mayWrite && (
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={`${text('action.delete')} ${template.name}`}
            onClick={() => confirmDelete(template)}
          />
        ),
    },
  ];

  return (
    <ListPage
      title={text('nav.templates')}
      subtitle={text('templates.subtitle')}
      actions={
        mayWrite && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate('/templates/new')}>
            {text('templates.create')}
          </Button>
        )
      }
      query={query}
      pages={pages}
      columns={columns}
      rowKey={(template) => template.id}
      onOpen={(template) => navigate(`/templates/${template.id}`)}
      empty={<EmptyState icon={<FileTextOutlined />} title={text('templates.empty')} hint={text('templates.empty.hint')} />}
    />
  );
}
