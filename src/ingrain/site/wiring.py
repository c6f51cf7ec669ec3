"""Who follows the journal, who writes into it, and who is called once something was written."""

from ingrain.connect import bring_in
from ingrain.editions import words, work
from ingrain.jobs.asking import once
from ingrain.jobs.tasks import (
    bring_in_log,
    edit_in_bulk,
    follow_the_journal,
    foresee,
    judge_all_manuals,
    judge_everything,
    measure_objectives,
    send_invitations,
    take_back_bulk,
    work_on_spreadsheet,
)
from ingrain.journal import follow, write
from ingrain.monitor import logs, watch
from ingrain.people import invitations, news
from ingrain.records import bulk, vocabulary
from ingrain.records.importing import bring_in as sheets


def wire() -> None:
    follow.follow(watch.NAME, watch.touched)
    write.when_written(once(follow_the_journal))
    news.journalled_by(write.append)
    news.judged_by(judge_all_manuals)
    invitations.sent_by(send_invitations.enqueue)
    work.done_by(work.Work(once(judge_everything), measure_objectives.enqueue, foresee.enqueue))
    words.told_by(vocabulary.words_of_records)
    bring_in.when_begun(bring_in_log.enqueue)
    sheets.when_begun(work_on_spreadsheet.enqueue)
    logs.when_taken_forward(once(judge_everything))
    bulk.when_begun(edit_in_bulk.enqueue, take_back_bulk.enqueue)
