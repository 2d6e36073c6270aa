"""Routes from the draw on."""

from django.urls import path

from liangshi.pairing.views import agreements, changes, outcome, uncovered

ROUTES = [
    path("rounds/<str:round_id>/draw/", outcome.draw, name="draw"),
    path("rounds/<str:round_id>/draw/announce/", outcome.draw_announce, name="draw_announce"),
    path("rounds/<str:round_id>/draw/enter/", outcome.draw_enter, name="draw_enter"),
    path("rounds/<str:round_id>/draw/again/", outcome.draw_again, name="draw_again"),
    path("rounds/<str:round_id>/outcome/", outcome.outcome, name="outcome"),
    path("rounds/<str:round_id>/outcome/figures/", outcome.figures, name="outcome_figures"),
    path("rounds/<str:round_id>/outcome/comparison/", outcome.comparison, name="outcome_comparison"),
    path("rounds/<str:round_id>/outcome/changes/<str:change>/undo/", outcome.outcome_undo, name="outcome_undo"),
    path("rounds/<str:round_id>/outcome/<str:candidate>/", outcome.outcome_child, name="outcome_child"),
    path("rounds/<str:round_id>/publish/", outcome.publish, name="publish"),
    path("rounds/<str:round_id>/record/", outcome.public_record, name="public_record"),
    path("rounds/<str:round_id>/late/", outcome.late, name="place_late"),
    path("rounds/<str:round_id>/pairings/export/", agreements.pairings_export, name="pairings_export"),
    path("rounds/<str:round_id>/agreements/", agreements.agreements, name="agreements"),
    path("rounds/<str:round_id>/agreements/remind/", agreements.agreements_remind, name="agreements_remind"),
    path("rounds/<str:round_id>/agreements/word/", agreements.agreements_word, name="agreements_word"),
    path("agreements/<str:agreement_id>/", agreements.agreement, name="agreement"),
    path("agreements/<str:agreement_id>/word/", agreements.agreement_word, name="agreement_word"),
    path("placement/", agreements.placement, name="placement"),
    path("pairings/", agreements.pairings, name="pairings"),
    path("pairings/uncovered/", uncovered.uncovered, name="uncovered"),
    path("pairings/uncovered/export/", uncovered.uncovered_export, name="uncovered_export"),
    path("pairings/<str:pairing_id>/", changes.pairing_page, name="pairing"),
    path("pairings/<str:pairing_id>/change/", changes.pairing_change, name="pairing_change"),
    path("pairings/<str:pairing_id>/end/", changes.pairing_end, name="pairing_end"),
    path("pairings/<str:pairing_id>/ask/", changes.change_ask, name="change_ask"),
    path("mentors/<str:staff_id>/hand-over/", changes.hand_over, name="hand_over"),
    path("requests/", changes.requests, name="requests"),
    path("requests/<str:request_id>/", changes.request_page, name="request"),
    path("requests/<str:request_id>/take/", changes.request_take, name="request_take"),
    path("requests/<str:request_id>/grant/", changes.request_grant, name="request_grant"),
    path("requests/<str:request_id>/refuse/", changes.request_refuse, name="request_refuse"),
    path("requests/<str:request_id>/withdraw/", changes.change_withdraw, name="change_withdraw"),
]
