import type { FastifyInstance } from 'fastify';
import * as calendars from '@tongchuang/usecases/calendars.ts';
import * as campaign from '@tongchuang/usecases/campaign.ts';
import * as cascade from '@tongchuang/usecases/cascade.ts';
import type { Pipe } from '@tongchuang/usecases/pipe.ts';
import { serve } from '../serve.ts';

export function serveCampaign(app: FastifyInstance, pipe: Pipe): void {
  serve(app, pipe, campaign.listCampaigns);
  serve(app, pipe, campaign.saveCampaign);
  serve(app, pipe, campaign.listPlans);
  serve(app, pipe, campaign.getPlan);
  serve(app, pipe, campaign.savePlan);
  serve(app, pipe, cascade.listGoals);
  serve(app, pipe, cascade.saveGoal);
  serve(app, pipe, cascade.removeGoal);
  serve(app, pipe, cascade.listPlanItems);
  serve(app, pipe, cascade.splitPlan);
  serve(app, pipe, cascade.settlePlanItem);
  serve(app, pipe, cascade.changePlanItem);
  serve(app, pipe, cascade.removePlanItem);
  serve(app, pipe, calendars.getCalendar);
  serve(app, pipe, calendars.saveCalendarYear);
}
