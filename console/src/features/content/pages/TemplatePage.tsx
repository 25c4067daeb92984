import { useParams } from 'react-router';
import { useChannels } from '@/features/channel/api';
import { QueryView } from '@/shared/ui/states';
import { useTemplate } from '../api';
import { TemplateEditor } from '../components/TemplateEditor';

export function NewTemplatePage() {
  const channels = useChannels();
  return (
    <QueryView query={channels} tall>
      {(known) => <TemplateEditor channels={known} />}
    </QueryView>
  );
}

export function TemplatePage() {
  const { id = '' } = useParams();
  const channels = useChannels();
  const query = useTemplate(id);
  return (
    <QueryView query={channels} tall>
      {(known) => (
        <QueryView query={query} tall>
          {(template) => <TemplateEditor key={template.id} template={template} channels={known} />}
        </QueryView>
      )}
    </QueryView>
  );
}
