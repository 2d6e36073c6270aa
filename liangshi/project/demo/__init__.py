"""The invented school of the demo: 望溪市致远中学, 1,200 students, 110 teachers. Nobody in it exists."""
