FROM scratch
# history: # debian.sh --arch 'amd64' out/ 'trixie'
ADD debian-13.tar /
CMD ["bash"]
